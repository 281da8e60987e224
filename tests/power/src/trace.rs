//! What strace wrote, line by line.

use std::collections::HashMap;

/// A call of the operating system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Its name.
    pub name: String,
    /// What is between its brackets, as strace writes it.
    pub words: String,
    /// What it gave; `None` while that is not known, or if it failed.
    pub gave: Option<i64>,
    /// What is written after that: of a file that was opened, its path.
    pub after: String,
}

/// A moment of a trace, in the order in which they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// A call began; its outcome is told already, for it is known by now. By number.
    Begins(usize),
    /// It ended.
    Ends(usize),
}

/// Reads a trace: its calls, and when each began and ended.
pub fn read(text: &str) -> (Vec<Call>, Vec<Moment>) {
    let (mut calls, mut moments) = (Vec::new(), Vec::new());
    let mut under_way: HashMap<&str, (usize, String)> = HashMap::new();
    for line in text.lines() {
        let Some((process, rest)) = line.split_once(' ') else { continue };
        let rest = rest.trim_start();
        if let Some(resumed) = rest.strip_prefix("<... ") {
            let (number, begun) = under_way.remove(process).unwrap();
            let (_, resumed) = resumed.split_once(" resumed>").unwrap();
            calls[number] = call(&(begun + resumed)).unwrap();
            moments.push(Moment::Ends(number));
        } else if let Some(begun) = rest.strip_suffix("<unfinished ...>") {
            moments.push(Moment::Begins(calls.len()));
            under_way.insert(process, (calls.len(), begun.trim_end().to_owned()));
            calls.push(unfinished(begun));
        } else if let Some(call) = call(rest) {
            moments.extend([Moment::Begins(calls.len()), Moment::Ends(calls.len())]);
            calls.push(call);
        }
    }
    (calls, moments)
}

/// A call that the end of the program may leave without an end.
fn unfinished(text: &str) -> Call {
    let (name, words) = text.split_once('(').unwrap();
    Call { name: name.into(), words: words.into(), gave: None, after: String::new() }
}

/// Reads `name(words) = gave after`; other lines tell of signals and ends.
fn call(line: &str) -> Option<Call> {
    let (name, rest) = line.split_once('(')?;
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return None;
    }
    // Behind all strings, which may have such signs in them.
    let (words, gave) = rest.rsplit_once(" = ")?;
    let words = words.trim_end().strip_suffix(')')?;
    let digits = gave.find(|sign: char| !sign.is_ascii_digit() && sign != '-');
    let (gave, after) = gave.split_at(digits.unwrap_or(gave.len()));
    let gave = gave.parse().ok().filter(|gave| *gave >= 0);
    Some(Call { name: name.into(), words: words.into(), gave, after: after.to_owned() })
}

impl Call {
    /// Gives the path of the first file that it names by number: `9</some/path>`.
    pub fn file(&self) -> Option<&str> {
        named(&self.words)
    }

    /// Gives the path of the file that it opened.
    pub fn opened(&self) -> Option<&str> {
        named(&self.after)
    }

    /// Gives all bytes in quotes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for string in self.strings() {
            bytes.extend(string);
        }
        bytes
    }

    /// Gives each string in quotes.
    pub fn strings(&self) -> Vec<Vec<u8>> {
        let (mut strings, mut rest) = (Vec::new(), self.words.as_bytes());
        while let Some(start) = rest.iter().position(|byte| *byte == b'"') {
            let (string, length) = unquoted(&rest[start + 1..]);
            strings.push(string);
            rest = &rest[(start + 1 + length).min(rest.len())..];
            assert!(!rest.starts_with(b"..."), "strace cut a string short: {}", self.name);
        }
        strings
    }

    /// Gives the last number between its brackets.
    pub fn last_number(&self) -> u64 {
        let last = self.words.rsplit(',').next().unwrap();
        last.trim().parse().unwrap_or_else(|_| panic!("{}({})", self.name, self.words))
    }
}

fn named(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once('<')?;
    rest.split_once('>').map(|(path, _)| path)
}

/// Reads up to the closing quote; gives the bytes, and how many were read for them.
fn unquoted(text: &[u8]) -> (Vec<u8>, usize) {
    let (mut bytes, mut at) = (Vec::with_capacity(text.len() / 2), 0);
    while text[at] != b'"' {
        if text[at] != b'\\' {
            bytes.push(text[at]);
            at += 1;
            continue;
        }
        at += 1;
        let octal = text[at..].iter().take(3).take_while(|byte| (b'0'..b'8').contains(byte));
        match octal.count() {
            0 => {
                bytes.push(escaped(text[at]));
                at += 1;
            }
            digits => {
                let value = text[at..at + digits].iter();
                bytes.push(value.fold(0, |value, digit| value * 8 + (digit - b'0')));
                at += digits;
            }
        }
    }
    (bytes, at + 1)
}

fn escaped(letter: u8) -> u8 {
    match letter {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'f' => 0x0c,
        b'v' => 0x0b,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_read_with_their_bytes_and_in_their_order() {
        let text = "\
7     pwrite64(9</d/a.db>, \"x\\0\\1\\0019\\\"\\n\\377) = 5 \", 13, 4096) = 13
8     fsync(9</d/a.db> <unfinished ...>
7     openat(AT_FDCWD</d>, \"a.db\", O_RDWR|O_CREAT, 0644) = 3</d/a.db>
8     <... fsync resumed>)              = 0
7     unlink(\"/d/b\")                  = -1 ENOENT (No such file or directory)
7     fdatasync(9</d/a.db> <unfinished ...>
8     --- SIGTERM {si_signo=SIGTERM} ---
8     +++ killed by SIGKILL +++";
        let (calls, moments) = read(text);
        use Moment::{Begins, Ends};
        let order =
            [Begins(0), Ends(0), Begins(1), Begins(2), Ends(2), Ends(1), Begins(3), Ends(3)];
        assert_eq!(moments, [&order[..], &[Begins(4)]].concat());
        assert_eq!(calls[0].bytes(), b"x\0\x01\x019\"\n\xff) = 5 ");
        assert_eq!((calls[0].file(), calls[0].last_number()), (Some("/d/a.db"), 4096));
        assert_eq!((calls[1].gave, calls[1].file()), (Some(0), Some("/d/a.db")));
        assert_eq!(calls[2].opened(), Some("/d/a.db"));
        assert_eq!((calls[3].gave, calls[4].gave), (None, None));
    }
}
