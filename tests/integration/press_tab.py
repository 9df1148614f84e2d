"""press_tab.py SHELL SETUP LINE: types LINE and two tabs into an interactive bash or zsh on a pseudo-terminal, after the
commands of SETUP, and prints what the terminal then shows."""
import os, pty, re, select, struct, sys, fcntl, termios, time

shell, setup, line = sys.argv[1:4]
quiet = {
    'bash': "PS1='ask42> '; bind 'set completion-query-items 0'; bind 'set page-completions off'; "
            "bind 'set bell-style none'; bind 'set enable-bracketed-paste off'",
    'zsh': "PS1='ask42> '; LISTMAX=100000; unsetopt beep; unset zle_bracketed_paste; autoload -U compinit; compinit -D -u",
}[shell]
command = {'bash': ['bash', '--norc', '--noprofile', '-i'], 'zsh': ['zsh', '-f', '-i']}[shell]

child, terminal = pty.fork()
if child == 0:
    os.environ['TERM'] = 'xterm'
    os.execvp(command[0], command)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 500, 200, 0, 0))

shown = b''

def until(mark):
    """Returns the terminal's output up to the mark; output after it is kept for the next call."""
    global shown
    deadline = time.monotonic() + 60
    while mark not in shown:
        if not select.select([terminal], [], [], max(0, deadline - time.monotonic()))[0]:
            sys.exit(f'{shell} did not get to {mark!r}: {shown!r}')
        shown += os.read(terminal, 65536)
    end = shown.index(mark) + len(mark)
    seen, shown = shown[:end], shown[end:]
    return seen

def type_in(text):
    os.write(terminal, text.encode())

# The mark is computed by the shell, so that the echo of the typed command does not match it.
type_in(quiet + '\r' + setup + '\r' + 'echo ready$((40+2))\r')
until(b'ready42')
until(b'ask42> ')  # only then does the shell read keys itself; before, the terminal would echo the tabulators
type_in(line + '\t\t' + '\x15' + 'echo shown$((40+2))\r')  # ^U: the line is not run
seen = until(b'shown42').decode(errors='replace')
type_in('exit\r')
print(re.sub(r'\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|\r|\x07', '', seen))
