"""`pipelang completion`: a script that completes commands and options in a shell."""

from __future__ import annotations

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash:  pipelang completion bash > ~/.local/share/bash-completion/completions/pipelang
    zsh:   pipelang completion zsh > ~/.zfunc/_pipelang
    fish:  pipelang completion fish > ~/.config/fish/completions/pipelang.fish
    """
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    assert script is not None
    click.echo(script(ctx.find_root().command, {}, "pipelang", "_PIPELANG_COMPLETE").source())
