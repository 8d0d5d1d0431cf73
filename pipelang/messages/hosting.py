"""Words for what can go wrong with the comment on a pull request (F4xx)."""

from __future__ import annotations

from pipelang.messages import Entry, Words

ENTRIES = (
    Entry(
        "F401",
        "no-pull-request",
        "error",
        Words(
            "there is no pull request to comment on",
            "Only the jobs that a pull or merge request starts know which one it is.",
            "start the job for pull requests (`on: pull_request`, `merge_request_event`), or name one: `--on acme/funnels#12` on GitHub, `--on acme/funnels!12` on GitLab",
        ),
        Words(
            "неизвестно, к какому запросу на слияние писать комментарий",
            "Это знают только задания, которые запустил сам pull request или merge request.",
            "запускайте задание для запросов на слияние (`on: pull_request`, `merge_request_event`) или назовите запрос: `--on acme/funnels#12` для GitHub, `--on acme/funnels!12` для GitLab",
        ),
    ),
    Entry(
        "F402",
        "not-a-report",
        "error",
        Words(
            "`{path}` is no report of `pipelang diff --format markdown`",
            "Its first line is the mark by which the comment is found and renewed.",
            "write the report with `pipelang diff … --format markdown > changes.md`; an empty file means that `diff` has failed",
        ),
        Words(
            "`{path}` — не отчёт `pipelang diff --format markdown`",
            "По первой строке отчёта комментарий находят и обновляют.",
            "запишите отчёт: `pipelang diff … --format markdown > changes.md`; пустой файл значит, что `diff` не смог сравнить",
        ),
    ),
    Entry(
        "F403",
        "no-token",
        "error",
        Words(
            "the variable `{variable}` holds no token",
            "Without one nobody may write a comment.",
            "GitHub: `GITHUB_TOKEN: ${{{{ github.token }}}}`; GitLab: a project access token with the scope `api` as a masked variable `GITLAB_TOKEN` (the job's own token may not write notes)",
        ),
        Words(
            "в переменной `{variable}` нет токена",
            "Без него комментарий никто не напишет.",
            "GitHub: `GITHUB_TOKEN: ${{{{ github.token }}}}`; GitLab: токен проекта с правом `api` в маскированной переменной `GITLAB_TOKEN` (токен самого задания писать комментарии не может)",
        ),
    ),
    Entry(
        "F404",
        "token-refused",
        "error",
        Words(
            "{host} does not accept the token",
            "It has expired, was revoked, or is of another host.",
            "make a new one and put it into the CI's secret variable",
        ),
        Words(
            "{host} не принимает токен",
            "Он истёк, отозван или выдан для другого сервера.",
            "выпустите новый и положите его в секретную переменную CI",
        ),
    ),
    Entry(
        "F405",
        "token-may-not-comment",
        "warning",
        Words(
            "the token may not comment here; {host} says: {said}",
            "The report is whole all the same: in the job's summary and its log.",
            "give the job `permissions: pull-requests: write`; a pull request from a fork never gets more than reading, and a locked one takes no comments",
        ),
        Words(
            "токену нельзя писать здесь комментарии; ответ {host}: {said}",
            "Отчёт от этого не пропал: он в итогах и журнале задания.",
            "дайте заданию `permissions: pull-requests: write`; запросу из форка больше чтения не дают никогда, а заблокированное обсуждение комментариев не принимает",
        ),
    ),
    Entry(
        "F406",
        "no-such-pull-request",
        "error",
        Words(
            "{host} shows no `{name}` to this token",
            "The pull request is not there, or the token may not see its repository.",
            "check the name, and that the token belongs to this repository",
        ),
        Words(
            "{host} не показывает этому токену `{name}`",
            "Такого запроса на слияние нет, или токену не виден его репозиторий.",
            "проверьте имя и то, что токен выдан для этого репозитория",
        ),
    ),
    Entry(
        "F407",
        "too-many-requests",
        "error",
        Words(
            "{host} asks to be left alone for about {minutes} min",
            "Too many requests came from this token; ours among them.",
            "run the job again after that time",
        ),
        Words(
            "{host} просит подождать около {minutes} мин",
            "С этим токеном пришло слишком много запросов, наши в том числе.",
            "запустите задание ещё раз после этого",
        ),
    ),
    Entry(
        "F408",
        "host-unreachable",
        "error",
        Words(
            "{host} does not answer: {reason}",
            "It was tried several times; the comment stays as it was.",
            "run the job again later; from a closed network check `HTTPS_PROXY`",
        ),
        Words(
            "{host} не отвечает: {reason}",
            "Попыток было несколько; комментарий остался прежним.",
            "запустите задание позже; из закрытой сети проверьте `HTTPS_PROXY`",
        ),
    ),
    Entry(
        "F409",
        "unexpected-answer",
        "error",
        Words(
            "{host} answers with {status}: {said}",
            "This is not how its API speaks; most likely the address is that of something else, or the repository has moved.",
            "check `GITHUB_API_URL` or `CI_API_V4_URL`, and the repository's name",
        ),
        Words(
            "{host} отвечает {status}: {said}",
            "Его API так не отвечает: скорее всего, по этому адресу что-то другое или репозиторий переехал.",
            "проверьте `GITHUB_API_URL` или `CI_API_V4_URL` и имя репозитория",
        ),
    ),
    Entry(
        "F410",
        "broken-token",
        "error",
        Words(
            "the variable `{variable}` holds something that cannot be a token",
            "A token is one word of Latin letters, digits and signs.",
            "put it into the secret variable again, without quotes, spaces and line ends",
        ),
        Words(
            "в переменной `{variable}` не токен",
            "Токен — одно слово из латинских букв, цифр и знаков.",
            "запишите его в секретную переменную заново, без кавычек, пробелов и переводов строк",
        ),
    ),
)
