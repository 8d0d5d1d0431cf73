"""Words for what can go wrong with files: reading specs (F1xx), writing outputs (F2xx), comparing revisions (F3xx), the comment
on a pull request (F4xx)."""

from __future__ import annotations

from pipelang.messages import Entry, Words
from pipelang.messages.hosting import ENTRIES as _COMMENTING
from pipelang.messages.revisions import ENTRIES as _COMPARING

_READING = (
    Entry(
        "F101",
        "missing-file",
        "error",
        Words(
            "there is no file `{path}`",
            "What it should say would be missing from the CRM.",
            "check the path; in an import it is taken from the folder of the file that names it",
            "did you mean `{suggestion}`?",
        ),
        Words(
            "нет файла `{path}`",
            "В CRM не попало бы то, что в нём должно быть сказано.",
            "проверьте путь; в импорте он считается от папки того файла, в котором написан",
            "может быть, `{suggestion}`?",
        ),
    ),
    Entry(
        "F102",
        "folder-as-spec",
        "error",
        Words(
            "`{path}` is a folder, not a file",
            "A spec is read from a file.",
            "name a `.pipe` file in it",
        ),
        Words(
            "`{path}` — папка, а не файл",
            "Спецификация читается из файла.",
            "укажите файл `.pipe` в ней",
        ),
    ),
    Entry(
        "F103",
        "unreadable-file",
        "error",
        Words(
            "`{path}` cannot be read: {reason}",
            "What it says is unknown to the compiler.",
            "check the rights of the file, and that no other program holds it",
        ),
        Words(
            "`{path}` не читается: {reason}",
            "Компилятор не знает, что в нём сказано.",
            "проверьте права на файл и не занят ли он другой программой",
        ),
    ),
    Entry(
        "F104",
        "binary-file",
        "error",
        Words(
            "`{path}` is not a text: a zero byte stands at byte {byte}",
            "A spec is a plain text; this looks like a document, an archive or a damaged file.",
            "name a `.pipe` file; from a word processor save as plain text in UTF-8",
        ),
        Words(
            "`{path}` — не текст: в байте {byte} стоит ноль",
            "Спецификация — простой текст, а это похоже на документ, архив или повреждённый файл.",
            "укажите файл `.pipe`; из текстового редактора сохраните как обычный текст в UTF-8",
        ),
    ),
    Entry(
        "F105",
        "utf-16-file",
        "error",
        Words(
            "`{path}` is saved as UTF-16",
            "Specs are read as UTF-8, so that they look the same on every machine and in git.",
            "save it as UTF-8: in Notepad «Save as», then «Encoding: UTF-8»",
        ),
        Words(
            "`{path}` сохранён в UTF-16",
            "Спецификации читаются в UTF-8, чтобы одинаково выглядеть на любой машине и в git.",
            "сохраните в UTF-8: в Блокноте «Сохранить как», затем «Кодировка: UTF-8»",
        ),
    ),
    Entry(
        "F106",
        "broken-utf-8",
        "error",
        Words(
            "`{path}` is not UTF-8: byte {byte} (0x{value}) at line {line}, column {column}",
            "Letters after such a byte cannot be told; Russian texts would turn into something else.",
            "save the file as UTF-8; a file in Windows-1251 looks like this",
        ),
        Words(
            "`{path}` — не UTF-8: байт {byte} (0x{value}) в строке {line}, столбец {column}",
            "Какие там буквы, понять нельзя: русские тексты превратились бы во что-то другое.",
            "сохраните файл в UTF-8; так выглядит файл в Windows-1251",
        ),
    ),
    Entry(
        "F107",
        "file-too-large",
        "error",
        Words(
            "`{path}` is {size} MB, more than {limit} MB",
            "A spec that people wrote is never so large; most likely it is another file.",
            "name the right file, or split the spec and join its parts with `import`",
        ),
        Words(
            "`{path}` занимает {size} МБ, больше {limit} МБ",
            "Спецификации, написанные людьми, такими не бывают; скорее всего, это другой файл.",
            "укажите нужный файл или разделите спецификацию и соедините части через `import`",
        ),
    ),
    Entry(
        "F108",
        "empty-file",
        "error",
        Words(
            "`{path}` is empty",
            "A file without a word is more often a lost save than a wish.",
            "write the spec, or take the file out; `pipelang init` gives one to start from",
        ),
        Words(
            "`{path}` пуст",
            "Файл без единого слова — чаще несохранённая работа, чем замысел.",
            "напишите спецификацию или уберите файл; `pipelang init` даст заготовку",
        ),
    ),
    Entry(
        "F109",
        "import-outside-project",
        "error",
        Words(
            "`{path}` lies outside the project `{root}`",
            "A spec must mean the same on every machine, and must not read what is not the project's.",
            "move the file into the project, or put `pipelang.toml` into a folder above both",
        ),
        Words(
            "`{path}` лежит вне проекта `{root}`",
            "Спецификация должна значить одно и то же на любой машине и не читать чужого.",
            "перенесите файл в проект или положите `pipelang.toml` в папку, общую для обоих",
        ),
    ),
    Entry(
        "F110",
        "folder-without-specs",
        "error",
        Words(
            "there are no specs in `{path}`",
            "With nothing to read there is nothing to check or to build.",
            "specs end in `.pipe`; `pipelang init {path}` puts one there to start from",
        ),
        Words(
            "в `{path}` нет спецификаций",
            "Читать нечего, значит, нечего и проверять или собирать.",
            "файлы спецификаций кончаются на `.pipe`; `pipelang init {path}` положит туда заготовку",
        ),
    ),
    Entry(
        "F111",
        "no-entry",
        "error",
        Words(
            "every spec in `{path}` is imported by another one",
            "A program starts at a file that nobody imports; here there is none to start at.",
            'name the file, or write in `pipelang.toml`: `[project]`, `entry = "main.pipe"`',
        ),
        Words(
            "в `{path}` каждая спецификация импортируется другой",
            "Программа начинается с файла, который никто не импортирует; здесь такого нет.",
            'назовите файл или напишите в `pipelang.toml`: `[project]`, `entry = "main.pipe"`',
        ),
    ),
    Entry(
        "F112",
        "not-in-library",
        "error",
        Words(
            "there is no `{path}` in the library that ships with the tool",
            "Paths that begin with `std/` are never looked for in the project.",
            "the library has: {known}",
            "did you mean `{suggestion}`?",
        ),
        Words(
            "в библиотеке, которая поставляется с программой, нет `{path}`",
            "Пути, которые начинаются со `std/`, в проекте не ищутся.",
            "в библиотеке есть: {known}",
            "может быть, `{suggestion}`?",
        ),
    ),
    Entry(
        "F113",
        "special-file",
        "error",
        Words(
            "`{path}` is not a regular file",
            "A device or a pipe may never end.",
            "name a `.pipe` file",
        ),
        Words(
            "`{path}` — не обычный файл",
            "Устройство или канал могут не кончаться никогда.",
            "укажите файл `.pipe`",
        ),
    ),
)

_WRITING = (
    Entry(
        "F201",
        "output-is-a-file",
        "error",
        Words(
            "the output folder `{path}` is a file",
            "Outputs are a folder of files; the one that is there is left alone.",
            "name another folder: `-o DIR`",
        ),
        Words(
            "вместо папки вывода `{path}` стоит файл",
            "Вывод — это папка с файлами; чужой файл не тронут.",
            "укажите другую папку: `-o ПАПКА`",
        ),
    ),
    Entry(
        "F202",
        "foreign-files-in-output",
        "error",
        Words(
            "the output folder `{path}` holds files that pipelang did not write: {files}",
            "The folder is replaced as a whole, and they would be lost.",
            "move them away, or name another folder: `-o DIR`",
        ),
        Words(
            "в папке вывода `{path}` лежат файлы, которые написал не pipelang: {files}",
            "Папка заменяется целиком, и они бы пропали.",
            "переложите их или укажите другую папку: `-o ПАПКА`",
        ),
    ),
    Entry(
        "F203",
        "output-not-permitted",
        "error",
        Words(
            "`{path}` may not be written: {reason}",
            "Nothing was written; what was there before is as it was.",
            "check the rights of the file and its folder, and that no other program holds it",
        ),
        Words(
            "в `{path}` нельзя писать: {reason}",
            "Ничего не записано; прежнее содержимое не изменилось.",
            "проверьте права на файл и его папку и не держит ли его другая программа",
        ),
    ),
    Entry(
        "F204",
        "disk-full",
        "error",
        Words(
            "no room on the disk for `{path}`",
            "Nothing was written; what was there before is as it was.",
            "free some room, or name a folder on another disk: `-o DIR`",
        ),
        Words(
            "на диске нет места для `{path}`",
            "Ничего не записано; прежнее содержимое не изменилось.",
            "освободите место или укажите папку на другом диске: `-o ПАПКА`",
        ),
    ),
    Entry(
        "F205",
        "output-failed",
        "error",
        Words(
            "`{path}` could not be written: {reason}",
            "Nothing was written; what was there before is as it was.",
            "name another folder: `-o DIR` (of a mounted disk: a folder inside it)",
        ),
        Words(
            "`{path}` не удалось записать: {reason}",
            "Ничего не записано; прежнее содержимое не изменилось.",
            "укажите другую папку: `-o ПАПКА` (на подключённом диске — папку внутри него)",
        ),
    ),
    Entry(
        "F206",
        "old-output-left",
        "warning",
        Words(
            "the former output could not be removed and stands in `{path}`: {reason}",
            "The new output is complete; the former one only takes up room.",
            "delete the folder by hand",
        ),
        Words(
            "прежний вывод не удалось удалить, он лежит в `{path}`: {reason}",
            "Новый вывод записан полностью; прежний только занимает место.",
            "удалите эту папку вручную",
        ),
    ),
    Entry(
        "F207",
        "no-browser-to-print",
        "error",
        Words(
            "no Chrome, Chromium or Edge was found to print the PDF with",
            "It is printed by a browser, for the page and the paper to look alike. Nothing was written.",
            "install one of them, say where it is ({variable}=PATH), or build without `--pdf` and print `spec.html` by hand",
        ),
        Words(
            "не нашлось ни Chrome, ни Chromium, ни Edge, чтобы напечатать PDF",
            "PDF печатает браузер, чтобы бумага выглядела так же, как страница. Ничего не записано.",
            "установите один из них, укажите, где он ({variable}=ПУТЬ), или соберите без `--pdf` и напечатайте `spec.html` руками",
        ),
    ),
    Entry(
        "F208",
        "printing-failed",
        "error",
        Words(
            "`{browser}` could not print `{page}`: {reason}",
            "Without its PDF the output would not be complete. Nothing was written.",
            "try another browser ({variable}=PATH), or build without `--pdf` and print the page by hand",
        ),
        Words(
            "`{browser}` не смог напечатать `{page}`: {reason}",
            "Без PDF вывод был бы неполным. Ничего не записано.",
            "попробуйте другой браузер ({variable}=ПУТЬ) или соберите без `--pdf` и напечатайте страницу руками",
        ),
    ),
    Entry(
        "F209",
        "changed-meanwhile",
        "error",
        Words(
            "`{path}` was changed by somebody else while it was being mended",
            "What was written there meanwhile would be lost. Nothing was written.",
            "save all files in your editor, then run the command again",
        ),
        Words(
            "пока `{path}` исправлялся, его изменил кто-то другой",
            "То, что туда успели записать, пропало бы. Ничего не записано.",
            "сохраните все файлы в редакторе и повторите команду",
        ),
    ),
)

ENTRIES = _READING + _WRITING + _COMPARING + _COMMENTING
