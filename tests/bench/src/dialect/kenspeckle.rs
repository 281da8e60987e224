//! Kenspeckle, by docs/PROTOCOL.md.

use serde_json::{Value, json};

use super::{Dialect, Heard, number, revs};

/// All ids of commands begin like this; the rest is the number of the update.
const ID: &str = "01920000-0000-7000-8000-";

/// What a screen brings along: its token and what it knows of the board.
#[derive(Debug, Clone, Default)]
pub(crate) struct Knows {
    pub(crate) token: String,
    /// None for a newcomer.
    pub(crate) epoch: Option<String>,
    pub(crate) rev: u64,
}

/// Screens of Kenspeckle, one for each seat.
#[derive(Debug, Default)]
pub(crate) struct Kenspeckle {
    pub(crate) screens: Vec<Knows>,
    pub(crate) host: String,
    /// Newcomers join with it first.
    pub(crate) code: Option<String>,
    /// Screens that are to fetch the board do without: they only speak.
    pub(crate) is_deaf: bool,
    /// Added to the numbers of updates, so that ids are new in each round.
    pub(crate) first_id: u64,
}

impl Dialect for Kenspeckle {
    fn path(&self, _: usize) -> String {
        "/ws".to_owned()
    }

    fn greeting(&mut self, seat: usize) -> Option<Vec<u8>> {
        let Knows { token, epoch, rev } = &self.screens[seat];
        let mut hello =
            json!({ "t": "hello", "protocol": 1, "token": token, "rev": rev, "here": "room" });
        if let Some(epoch) = epoch {
            hello["epoch"] = epoch.clone().into();
        }
        Some(hello.to_string().into_bytes())
    }

    fn update(&mut self, _: usize, number: u64) -> Vec<u8> {
        let id = self.first_id + number;
        let area = kenspeckle_tests::AREAS[number as usize % kenspeckle_tests::AREAS.len()];
        format!(
            "{{\"t\":\"command\",\"id\":\"{ID}{id:012x}\",\"command\":{{\"do\":\"place\",\
             \"kind\":\"lived\",\"place\":{{\"area\":\"{area}\"}}}}}}"
        )
        .into_bytes()
    }

    fn hear(&mut self, seat: usize, message: &[u8]) -> Heard {
        if let Some((from, rev)) = revs(message) {
            return Heard::Frame(from, rev);
        }
        self.answer(message).unwrap_or_else(|| self.other(seat, message))
    }

    fn entrance(&mut self, seat: usize) -> Option<Vec<u8>> {
        let body = format!("{{\"code\":\"{}\"}}", self.code.as_ref()?);
        debug_assert!(seat < self.screens.len());
        let head = format!(
            "POST /api/join HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len(),
            host = self.host
        );
        Some(head.into_bytes())
    }

    fn board(&mut self, seat: usize) -> Vec<u8> {
        format!(
            "GET /api/snapshot HTTP/1.1\r\nHost: {}\r\nAccept-Encoding: gzip\r\n\
             Authorization: Bearer {}\r\n\r\n",
            self.host, self.screens[seat].token
        )
        .into_bytes()
    }

    fn fetched(&mut self, seat: usize, head: &str, body: &[u8]) -> Option<(Vec<u8>, u64)> {
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        let Some(tag) = crate::fetch::header(head, "etag") else {
            let joined: Value = serde_json::from_slice(body).unwrap();
            self.screens[seat].token = joined["token"].as_str().unwrap().to_owned();
            return None;
        };
        // `"EPOCH-REV-AUDIENCE"`
        let mut parts = tag.trim_matches('"').split('-');
        let (epoch, rev) = (parts.next()?, parts.next()?.parse().ok()?);
        let resume = json!({ "t": "resume", "epoch": epoch, "rev": rev });
        Some((resume.to_string().into_bytes(), rev))
    }

    fn rev(&self, seat: usize) -> u64 {
        self.screens[seat].rev
    }

    fn remember(&mut self, seat: usize, rev: u64) {
        self.screens[seat].rev = rev;
    }

    fn beat(&self) -> Option<Vec<u8>> {
        Some(b"{\"t\":\"beat\"}".to_vec())
    }

    fn is_dense(&self) -> bool {
        true
    }
}

impl Kenspeckle {
    /// Reads an ack or a refusal.
    fn answer(&self, message: &[u8]) -> Option<Heard> {
        let acked = message.strip_prefix(b"{\"t\":\"ack\",\"id\":\"");
        let refused = message.strip_prefix(b"{\"t\":\"refused\",\"id\":\"");
        let rest = acked.or(refused)?.strip_prefix(ID.as_bytes())?;
        let id = std::str::from_utf8(rest.get(..12)?).ok()?;
        let update = u64::from_str_radix(id, 16).ok()?.checked_sub(self.first_id)?;
        let rev = rest[12..].strip_prefix(b"\",\"rev\":").and_then(number);
        Some(match (acked, rev) {
            (Some(_), Some((rev, _))) => Heard::Stored(update, rev),
            _ => Heard::Refused(update),
        })
    }

    fn other(&mut self, seat: usize, message: &[u8]) -> Heard {
        if message.starts_with(b"{\"t\":\"resync\"") {
            return Heard::Fetch;
        }
        if !message.starts_with(b"{\"t\":\"welcome\"") {
            return Heard::Other;
        }
        let welcome: Value = serde_json::from_slice(message).unwrap();
        self.screens[seat].epoch = welcome["epoch"].as_str().map(str::to_owned);
        match welcome["resume"].as_str() {
            Some("frames") => Heard::Ready,
            _ if self.is_deaf => Heard::Whole,
            _ => Heard::Fetch,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_by_the_number_of_their_update() {
        let mut dialect = Kenspeckle { first_id: 1000, ..Kenspeckle::default() };
        let asked = String::from_utf8(dialect.update(0, 26)).unwrap();
        let id = asked.split('"').nth(7).unwrap();
        let ack = format!("{{\"t\":\"ack\",\"id\":\"{id}\",\"rev\":43,\"outcome\":{{}}}}");
        assert_eq!(dialect.hear(0, ack.as_bytes()), Heard::Stored(26, 43));
        let refused = format!("{{\"t\":\"refused\",\"id\":\"{id}\",\"code\":\"too_fast\"}}");
        assert_eq!(dialect.hear(0, refused.as_bytes()), Heard::Refused(26));
    }
}
