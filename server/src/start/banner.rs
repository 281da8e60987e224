//! What the person at the terminal reads once people can join.

use std::fmt::Write as _;
use std::path::Path;

use crate::http::{Origin, Qr};

use super::BoardLinks;

/// Everything that the block says.
pub(super) struct Banner<'a> {
    pub(super) title: &'a str,
    pub(super) links: &'a BoardLinks,
    /// Other addresses that may be the right ones.
    pub(super) others: &'a [Origin],
    pub(super) only_here: bool,
    pub(super) data: &'a Path,
    /// Days after which unused boards are erased; 0 for never.
    pub(super) keep_days: u16,
    /// Whether the terminal takes colours.
    pub(super) colours: bool,
}

impl Banner<'_> {
    /// Gives the block, with an empty line around it.
    pub(super) fn text(&self) -> String {
        let links = self.links;
        let mut text = format!("\n  Kenspeckle: {}\n\n", self.title);
        line(&mut text, "Join", &links.join_url);
        line(&mut text, "Code", &links.join_code);
        text.push('\n');
        if let Some(qr) = Qr::of(&links.join_url) {
            for row in qr.terminal(self.colours) {
                let _ = writeln!(text, "  {row}");
            }
            text.push('\n');
        }
        line(&mut text, "Display", &links.display_url);
        note(&mut text, "open this one on the projector");
        line(&mut text, "Facilitator", &links.facilitator_url);
        note(&mut text, "runs the board: keep this one to yourself");
        text.push('\n');
        line(&mut text, "Data", &self.data.display().to_string());
        match self.keep_days {
            0 => note(&mut text, "boards are kept for ever"),
            days => {
                note(&mut text, &format!("a board that nobody uses for {days} days is erased"));
            }
        }
        line(&mut text, "Stop", "Ctrl-C");
        self.add_hints(&mut text);
        text.push('\n');
        text
    }

    fn add_hints(&self, text: &mut String) {
        if self.only_here {
            text.push_str("\n  Only this machine can open these links: it has no other address, or --listen\n");
            text.push_str(
                "  names only this machine. With a network, start it with --listen 0.0.0.0:8080.\n",
            );
        }
        if self.links.join_url.starts_with("http://") && !self.only_here {
            text.push_str(
                "\n  Not encrypted (http): whoever runs the Wi-Fi could read what people send. In the\n",
            );
            text.push_str(
                "  hall's own network you may decide so; over the internet, use --tls-cert and\n",
            );
            text.push_str("  --tls-key, or a proxy before it (docs/HOSTING.md).\n");
        }
        if !self.others.is_empty() {
            text.push_str(
                "\n  This machine is in several networks. If phones cannot open the link, try:\n",
            );
            for other in self.others {
                let _ = writeln!(text, "    --public-url {other}");
            }
        }
    }
}

fn line(text: &mut String, label: &str, value: &str) {
    let _ = writeln!(text, "  {label:<11}  {value}");
}

fn note(text: &mut String, words: &str) {
    let _ = writeln!(text, "               {words}");
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn links() -> BoardLinks {
        BoardLinks {
            listen: "0.0.0.0:8080".parse().unwrap(),
            join_url: "http://192.168.1.20:8080/#KWMTRP".to_owned(),
            join_code: "KWMTRP".to_owned(),
            display_url: "http://192.168.1.20:8080/display#D".to_owned(),
            facilitator_url: "http://192.168.1.20:8080/facilitator#F".to_owned(),
        }
    }

    fn text(others: &[Origin], only_here: bool, colours: bool) -> String {
        let (links, data) = (links(), Path::new("/srv/data"));
        Banner { title: "GoWell", links: &links, others, only_here, data, keep_days: 730, colours }
            .text()
    }

    #[test]
    fn it_says_all_that_is_needed_to_begin_and_to_stop() {
        let text = text(&[], false, false);
        let links = links();
        for part in [
            "GoWell",
            &links.join_url,
            "KWMTRP",
            &links.display_url,
            &links.facilitator_url,
            "keep this one to yourself",
            "/srv/data",
            "Ctrl-C",
            "▀",
        ] {
            assert!(text.contains(part), "{part} is not in\n{text}");
        }
        assert!(!text.contains('\x1b') && !text.contains("--public-url"));
    }

    #[test]
    fn plain_http_says_so_and_https_does_not() {
        assert!(text(&[], false, false).contains("Not encrypted"));
        assert!(!text(&[], true, false).contains("Not encrypted"), "nobody else hears it");
        let links = BoardLinks { join_url: "https://board.example/#KWMTRP".to_owned(), ..links() };
        let (others, data) = (&[][..], Path::new("/srv/data"));
        let banner = Banner {
            title: "GoWell",
            links: &links,
            others,
            only_here: false,
            data,
            keep_days: 730,
            colours: false,
        };
        assert!(!banner.text().contains("Not encrypted"));
    }

    #[test]
    fn other_addresses_and_the_lack_of_any_are_told() {
        let other = "http://10.0.0.5:8080".parse().unwrap();
        assert!(text(&[other], false, true).contains("--public-url http://10.0.0.5:8080"));
        assert!(text(&[], true, true).contains("Only this machine"));
    }
}
