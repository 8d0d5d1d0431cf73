"""Words for what can go wrong with comparing revisions: git (F301…) and approvals of changes (F321…)."""

from __future__ import annotations

from pipelang.messages import Entry, Words

ENTRIES = (
    Entry(
        "F301",
        "not-a-repository",
        "error",
        Words(
            "`{path}` is not in a git repository",
            "Without a history there is no former state of the specs to compare with.",
            "name two files or two folders to compare: `pipelang diff OLD NEW`; or start a history with `git init`",
        ),
        Words(
            "`{path}` не лежит в репозитории git",
            "Без истории не с чем сравнивать: прежнего состояния спецификаций нет.",
            "назовите два файла или две папки: `pipelang diff СТАРОЕ НОВОЕ`; или начните историю: `git init`",
        ),
    ),
    Entry(
        "F302",
        "no-git",
        "error",
        Words(
            "git is not installed, or not found",
            "Former states of specs are read by git.",
            "install git and make sure that `git --version` answers; two files or folders are compared without it",
        ),
        Words(
            "git не установлен или не найден",
            "Прежние состояния спецификаций читает git.",
            "установите git и проверьте, что отвечает `git --version`; два файла или две папки сравниваются и без него",
        ),
    ),
    Entry(
        "F303",
        "unknown-revision",
        "error",
        Words(
            "there is no revision, file or folder `{name}`",
            "There is nothing to compare with.",
            "name a branch, a tag or a commit (`main`, `v1.2`, `HEAD~3`); a branch of the server is `origin/…` after `git fetch`",
            "did you mean `{suggestion}`?",
        ),
        Words(
            "нет ни ревизии, ни файла, ни папки `{name}`",
            "Сравнивать не с чем.",
            "назовите ветку, метку или коммит (`main`, `v1.2`, `HEAD~3`); ветка сервера — `origin/…` после `git fetch`",
            "может быть, `{suggestion}`?",
        ),
    ),
    Entry(
        "F304",
        "no-commits",
        "error",
        Words(
            "the repository of `{path}` has no commits yet",
            "Everything in it is new: there is no former state to compare with.",
            "commit the first version: `git add`, `git commit`",
        ),
        Words(
            "в репозитории `{path}` ещё нет коммитов",
            "В нём всё новое: прежнего состояния для сравнения нет.",
            "закоммитьте первую версию: `git add`, `git commit`",
        ),
    ),
    Entry(
        "F305",
        "shallow-clone",
        "error",
        Words(
            "the clone is shallow: `{name}`, or what it has in common with `{new}`, is not in it",
            "A part of the history is on the server only, and the state to compare with is in that part.",
            "fetch it: `git fetch --unshallow origin {name}`; in GitHub Actions `fetch-depth: 0`, in GitLab `GIT_DEPTH: 0`",
        ),
        Words(
            "клон неполный (shallow): в нём нет `{name}` или общего предка с `{new}`",
            "Часть истории осталась на сервере, и состояние для сравнения — в этой части.",
            "получите её: `git fetch --unshallow origin {name}`; в GitHub Actions — `fetch-depth: 0`, в GitLab — `GIT_DEPTH: 0`",
        ),
    ),
    Entry(
        "F306",
        "file-in-submodule",
        "error",
        Words(
            "`{path}` belongs to the submodule `{submodule}` (at {commit})",
            "What a submodule had in it is kept in its own repository, and cannot be read from this one.",
            "run `pipelang diff` inside the submodule; or copy the specs into this repository",
        ),
        Words(
            "`{path}` относится к подмодулю `{submodule}` (коммит {commit})",
            "Содержимое подмодуля хранится в его собственном репозитории, отсюда его не прочитать.",
            "запустите `pipelang diff` внутри подмодуля или перенесите спецификации в этот репозиторий",
        ),
    ),
    Entry(
        "F307",
        "no-common-ancestor",
        "error",
        Words(
            "`{old}` and `{new}` have no common ancestor",
            "`A...B` compares B with the commit that both have grown from, and there is none.",
            "compare the two as they are: `{old}..{new}`",
        ),
        Words(
            "у `{old}` и `{new}` нет общего предка",
            "`A...B` сравнивает B с коммитом, от которого выросли обе ветки, а такого нет.",
            "сравните их напрямую: `{old}..{new}`",
        ),
    ),
    Entry(
        "F308",
        "object-not-here",
        "error",
        Words(
            "git does not have `{path}` of `{name}`",
            "The clone is partial or damaged; nothing is fetched from the network in passing.",
            "fetch it yourself: `git fetch --refetch --no-filter`; `git fsck` tells whether the repository is whole",
        ),
        Words(
            "у git нет `{path}` из `{name}`",
            "Клон частичный или повреждённый; сам pipelang в сеть не ходит.",
            "получите недостающее: `git fetch --refetch --no-filter`; цел ли репозиторий, скажет `git fsck`",
        ),
    ),
    Entry(
        "F309",
        "bare-repository",
        "error",
        Words(
            "the repository at `{path}` has no working tree",
            "A bare repository holds history only: there are no folders to find specs in.",
            "run the command in a clone, or add a working tree: `git worktree add ../work main`",
        ),
        Words(
            "у репозитория `{path}` нет рабочей копии",
            "В «голом» репозитории только история: папок, где искать спецификации, нет.",
            "запустите команду в клоне или добавьте рабочую копию: `git worktree add ../work main`",
        ),
    ),
    Entry(
        "F310",
        "git-failed",
        "error",
        Words(
            "git refused: {reason}",
            "Without its answer the former state of the specs is unknown.",
            "run `git status` in the same folder: it will say more",
        ),
        Words(
            "git отказал: {reason}",
            "Без его ответа прежнее состояние спецификаций неизвестно.",
            "запустите `git status` в той же папке: он скажет подробнее",
        ),
    ),
    Entry(
        "F311",
        "revision-does-not-compile",
        "error",
        Words(
            "`{path}` does not compile in {side}, so it is not compared",
            "Changes are told by what specs mean, and a spec with errors means nothing yet.",
            "its errors are listed with this one; instead of a former revision that never compiled name another",
        ),
        Words(
            "`{path}` не компилируется ({side}), поэтому не сравнивается",
            "Изменения показываются по смыслу, а у спецификации с ошибками смысла ещё нет.",
            "её ошибки перечислены вместе с этой; вместо прежней ревизии, которая не компилировалась, назовите другую",
        ),
    ),
    Entry(
        "F312",
        "library-alone",
        "info",
        Words(
            "`{path}` is a library: by itself it sets up nothing, so there is nothing to compare",
            "Its changes are shown in the programs that import it.",
            "name these programs, or the folder that they are in",
        ),
        Words(
            "`{path}` — библиотека: сама она ничего не настраивает, сравнивать нечего",
            "Её изменения видны в программах, которые её импортируют.",
            "назовите эти программы или папку, в которой они лежат",
        ),
    ),
    Entry(
        "F313",
        "several-repositories",
        "error",
        Words(
            "`{path}` is not in the repository `{root}`",
            "A revision is a state of one repository.",
            "compare the repositories one after the other",
        ),
        Words(
            "`{path}` не лежит в репозитории `{root}`",
            "Ревизия — это состояние одного репозитория.",
            "сравните репозитории по очереди",
        ),
    ),
    Entry(
        "F314",
        "submodule-changed",
        "warning",
        Words(
            "the submodule `{submodule}` is another one now, and what has changed in it is not shown",
            "Its content is kept in its own repository.",
            "run `pipelang diff` inside it",
        ),
        Words(
            "подмодуль `{submodule}` стал другим, и что изменилось внутри, не показано",
            "Его содержимое хранится в его собственном репозитории.",
            "запустите `pipelang diff` внутри него",
        ),
    ),
    Entry(
        "F321",
        "broken-approvals",
        "error",
        Words(
            "`approvals.toml` is not valid TOML: {reason}",
            "No change counts as approved until it can be read.",
            "mend the line; texts stand in quotes",
        ),
        Words(
            "`approvals.toml` — не TOML: {reason}",
            "Пока файл не читается, ни одно изменение не считается согласованным.",
            "исправьте строку: тексты пишутся в кавычках",
        ),
    ),
    Entry(
        "F322",
        "unknown-approval-key",
        "error",
        Words(
            "`{what}` means nothing in `approvals.toml`",
            "What nobody reads approves nothing.",
            "known here: {known}",
        ),
        Words(
            "`{what}` в `approvals.toml` ничего не значит",
            "То, что никто не читает, ничего не согласует.",
            "здесь можно: {known}",
        ),
    ),
    Entry(
        "F323",
        "incomplete-approval",
        "error",
        Words(
            "an approval has no `{key}`",
            "An approval names one change, and why it is wanted: a reviewer a year later must understand it.",
            'write `change = "removed pipeline.sales.stage.visit"` and `reason = "…"`; `pipelang diff` prints the names of changes',
        ),
        Words(
            "в согласовании нет `{key}`",
            "Согласование называет одно изменение и причину: через год её должен понять тот, кто будет читать.",
            'напишите `change = "removed pipeline.sales.stage.visit"` и `reason = "…"`; имена изменений печатает `pipelang diff`',
        ),
    ),
    Entry(
        "F324",
        "expired-approval",
        "warning",
        Words(
            "the approval of `{change}` has expired",
            "No such change is being made: it has landed, or never was one.",
            "delete the entry",
            "delete the entry; or did you mean `{suggestion}`?",
        ),
        Words(
            "согласование `{change}` истекло",
            "Такого изменения сейчас нет: оно уже принято или его никогда не было.",
            "удалите запись",
            "удалите запись; или имелось в виду `{suggestion}`?",
        ),
    ),
)
