"""`pipelang serve`: the documents of specs in a browser, made anew on each save."""

from __future__ import annotations

import gc

import click

from pipelang.cli.common import program_options


@click.command()
@program_options
@click.option(
    "--target",
    "targets",
    metavar="NAME",
    multiple=True,
    default=("playbook", "docs"),
    show_default="playbook, docs",
    help="Show what this target makes.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes any free one.")
@click.option("--open", "browse", is_flag=True, help="Open the page in the browser.")
def command(
    paths: tuple[str, ...],
    env: str | None,
    params: dict[str, str],
    lang: str | None,
    no_color: bool,
    targets: tuple[str, ...],
    port: int,
    browse: bool,
) -> None:
    """Show the documents in a browser and make them anew whenever a spec is saved.

    Only this machine can reach the page. Problems are shown in it; until they are mended it keeps the last good documents.
    """
    from pipelang.cli.choosing import chosen
    from pipelang.cli.preview import Preview, server

    chosen(targets)
    gc.enable()
    preview = Preview(paths, env, params, lang, targets)
    try:
        serving = server(preview, port)
    except OSError as error:
        raise click.UsageError(f"port {port} cannot be used ({error.strerror}); try --port 0") from error
    address = f"http://127.0.0.1:{serving.server_port}/"
    click.echo(f"{address}  (Ctrl+C)")
    if browse:
        click.launch(address)
    preview.start()
    try:
        serving.serve_forever()
    except KeyboardInterrupt:
        click.echo()
    finally:
        serving.server_close()
