//! Heads of requests that strangers might send: good ones, and such as are nearly good.

use kenspeckle_tests::Chance;

/// What is asked, and how.
const LINES: &[&str] = &[
    "GET / HTTP/1.1",
    "GET /display HTTP/1.1",
    "GET /facilitator HTTP/1.1",
    "GET /favicon.svg HTTP/1.1",
    "GET /nowhere HTTP/1.1",
    "HEAD / HTTP/1.1",
    "GET /ws HTTP/1.1",
    "GET /health HTTP/1.1",
    "GET /api/board HTTP/1.1",
    "GET /api/snapshot HTTP/1.1",
    "GET /api/qr/KEY.svg HTTP/1.1",
    "GET /api/qr/KEY HTTP/1.1",
    "GET /api/definitions/KEY/first HTTP/1.1",
    "GET http://127.0.0.1:8080/api/snapshot HTTP/1.1",
    "POST /api/join HTTP/1.1",
    "POST /api/return HTTP/1.1",
    "POST /api/words HTTP/1.1",
    "DELETE /api/boards HTTP/1.1",
];

/// Fields that the server reads, each with what is right in it.
const FIELDS: &[(&str, &[&str])] = &[
    ("Host", &["127.0.0.1:8080", "localhost", "[::1]:8080", "192.168.1.20"]),
    ("Origin", &["http://127.0.0.1:8080", "http://localhost", "null"]),
    ("Authorization", &["Bearer KEY", "bearer KEY"]),
    ("X-Forwarded-For", &["203.0.113.7", "203.0.113.7, 10.1.2.3", "[2001:db8::7]:5000"]),
    ("X-Forwarded-Proto", &["https", "http, https"]),
    ("Accept-Encoding", &["gzip, deflate, br", "br;q=0, gzip;q=0.5", "identity"]),
    ("If-None-Match", &["*", "\"KEY\", W/\"KEY-br\""]),
    ("Content-Type", &["application/json", "text/plain; charset=utf-8"]),
    ("Content-Length", &["0", "17"]),
    ("Connection", &["Upgrade", "close"]),
    ("Upgrade", &["websocket"]),
    ("Sec-WebSocket-Version", &["13"]),
    ("Sec-WebSocket-Key", &["dGhlIHNhbXBsZSBub25jZQ=="]),
    ("Sec-Fetch-Site", &["same-origin", "cross-site"]),
];

/// What is put in between: where names, numbers, lists and quotes end.
const ODD: &[&str] = &[
    ",",
    ";",
    ":",
    "::",
    "[",
    "]",
    "[[",
    "%",
    "%25",
    "%00",
    "%2e%2e/",
    "/",
    "//",
    "../",
    "\\",
    "\"",
    "'",
    "W/",
    "*",
    "@",
    "?",
    "#",
    "=",
    " ",
    "\t",
    "q=",
    ";q=",
    ";q=1e999",
    ";q=NaN",
    ";q=-0",
    "0",
    "-1",
    "65536",
    "99999999999999999999",
    "http://",
    "https://",
    "ws:",
    "null",
    "localhost",
    "127.1",
    "0x7f.0.0.1",
    "::ffff:127.0.0.1",
    "[::1",
    "fe80::1%eth0",
    "xn--",
    "bücher",
    "\u{202e}",
    "Bearer",
    "Bearer ",
    "Basic ",
    "KEY",
    "A",
    "-",
    ".svg",
    ".png",
    "gzip",
    "br",
    "GET",
];

/// The longest value that is made longer on purpose.
const LONG: usize = 12_000;

/// Makes heads, by chance.
#[derive(Debug)]
pub struct HeadMaker {
    keys: Vec<String>,
    chance: Chance,
}

impl HeadMaker {
    /// Gives one that knows these keys of a board.
    pub fn new(keys: &[String], chance: Chance) -> Self {
        Self { keys: keys.to_vec(), chance }
    }

    /// Makes another head, up to the empty line at its end.
    pub fn another(&mut self) -> Vec<u8> {
        let mut line = self.chance.pick(LINES).to_string();
        if self.chance.one_in(8) {
            let after = line.find(' ').unwrap_or(0) + 2;
            let odd = self.oddities();
            line.insert_str(after, &odd.replace([' ', '\t'], ""));
        }
        let mut head = format!("{line}\r\n");
        for (at, (name, good)) in FIELDS.iter().enumerate() {
            // Hardly anything is answered that does not say where it is sent.
            let times = if at < 2 { usize::from(!self.chance.one_in(16)) } else { 0 };
            let times = times.max(self.chance.below(5).saturating_sub(3));
            for _ in 0..times + usize::from(self.chance.one_in(64)) {
                let value = self.chance.pick(good).to_string();
                let value = if self.chance.one_in(2) { value } else { self.odd(&value) };
                head += &format!("{name}: {value}\r\n");
            }
        }
        let key = self.chance.pick(&self.keys).clone();
        let mut bytes = head.replace("KEY", &key).into_bytes();
        if self.chance.one_in(8) {
            let at = self.chance.below(bytes.len());
            bytes[at] = self.chance.any().to_le_bytes()[0];
        }
        bytes.extend_from_slice(b"\r\n");
        bytes
    }

    /// A value with something put in, left out, doubled, or in its place.
    fn odd(&mut self, value: &str) -> String {
        let letters: Vec<char> = value.chars().collect();
        let at = self.chance.below(letters.len() + 1);
        let (before, after): (String, String) =
            (letters[..at].iter().collect(), letters[at..].iter().collect());
        match self.chance.below(6) {
            0 => self.oddities(),
            1 => before,
            2 => after,
            3 => format!("{value}{}{value}", self.oddities()),
            4 => {
                let sign = *self.chance.pick(ODD);
                let times = self.chance.below(LONG / sign.len());
                format!("{before}{}{after}", sign.repeat(times))
            }
            _ => format!("{before}{}{after}", self.oddities()),
        }
    }

    fn oddities(&mut self) -> String {
        let count = 1 + self.chance.below(4);
        (0..count).map(|_| *self.chance.pick(ODD)).collect()
    }
}
