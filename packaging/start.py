"""What the executable begins with."""

from ci_network.program import main

if __name__ == "__main__":
    main()
