"""Problems of specs, as text for people and in the formats of other tools."""
