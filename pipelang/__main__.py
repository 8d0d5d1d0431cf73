from pipelang.cli import main

main()
