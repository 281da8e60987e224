//! Two screens of the public that keep every byte, one that was asleep, and people who answer.

use std::io::Read;

use kenspeckle_shared::ids::GuestId;
use kenspeckle_shared::wire::{ClientMessage, ServerMessage};
use kenspeckle_tests::{Answer, Client, Mind, Server, Wire, command, reveal};
use serde_json::Value;

/// A workshop in which everything that the public receives is kept.
pub(super) struct Hall {
    server: Server,
    pub(super) facilitator: Client,
    /// Those who put things; the others are not them.
    pub(super) authors: Vec<Client>,
    /// A phone that puts nothing, and a display.
    watchers: [(&'static str, Client); 2],
    sleeper: Client,
    /// How much of it was heard before the part that is looked at.
    marks: [usize; 3],
}

impl Hall {
    pub(super) async fn new(authors: usize) -> Self {
        let server = Server::fresh().await;
        let facilitator = Client::open(server.address, &server.facilitator).await;
        // Everybody may see the welcome's question grow; here nothing is to be seen.
        facilitator.do_it(reveal("tea", false)).await;
        let mut people = Vec::new();
        for _ in 0..authors {
            people.push(Client::join(server.address, &server.code).await);
        }
        let phone = Client::join(server.address, &server.code).await;
        let display = Client::open(server.address, &server.display).await;
        let sleeper = Client::join(server.address, &server.code).await;
        let watchers = [("a phone", phone), ("the display", display)];
        Self { server, facilitator, authors: people, watchers, sleeper, marks: [0; 3] }
    }

    /// Lets the facilitator do something, and waits until every watcher has heard of it.
    pub(super) async fn lead(&self, json: Value) -> u64 {
        let text = json.to_string();
        let rev =
            changed(&self.facilitator, json).await.unwrap_or_else(|code| panic!("{text}: {code}"));
        self.until_heard(rev).await;
        rev
    }

    /// Lets somebody do something, and waits likewise.
    pub(super) async fn act(&self, author: usize, json: Value) -> u64 {
        let text = json.to_string();
        let rev = changed(&self.authors[author], json)
            .await
            .unwrap_or_else(|code| panic!("{text}: {code}"));
        self.until_heard(rev).await;
        rev
    }

    /// Puts somebody's hand up.
    pub(super) async fn raise_hand(&self, author: usize) {
        let mut wire = Wire::hello(self.server.address, self.authors[author].token()).await;
        wire.say(&ClientMessage::Hand { up: true }).await;
        wire.hear_until(|message| match message {
            ServerMessage::Signs(signs) => signs.mine,
            _ => None,
        })
        .await;
    }

    /// Waits until these hands are what every watcher was told last.
    pub(super) async fn until_hands(&self, hands: &str) {
        let told = |mind: &Mind| {
            let last = mind.heard.rsplit_once("\"hands\":");
            last.is_some_and(|(_, rest)| rest.starts_with(hands))
        };
        for (_, watcher) in &self.watchers {
            watcher.until(hands, told).await;
        }
    }

    /// The handle of a name that its owner shows.
    pub(super) fn handle_of(&self, name: &str) -> GuestId {
        let names = self.facilitator.board().guest_names;
        names.into_iter().find(|one| one.name == name).unwrap().guest
    }

    async fn until_heard(&self, rev: u64) {
        for (_, watcher) in &self.watchers {
            watcher.until_rev(rev).await;
        }
        self.facilitator.until_rev(rev).await;
    }

    /// Looks from here on only.
    pub(super) fn mark(&mut self) {
        self.marks = [&self.watchers[0].1, &self.watchers[1].1, &self.sleeper]
            .map(|screen| screen.look(|mind| mind.heard.len()));
    }

    /// Everything that the public received since the mark, and all it can fetch now: frames of
    /// those who stayed, plain and packed snapshots, and the welcome of somebody new.
    pub(super) async fn received(&self) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for ((who, screen), mark) in self.watchers.iter().zip(self.marks) {
            all.push(((*who).to_owned(), screen.look(|mind| mind.heard[mark..].to_owned())));
            all.push((format!("what {who} fetches"), self.fetch(screen.token()).await));
        }
        let newcomer = Client::join(self.server.address, &self.server.code).await;
        all.push(("somebody new".to_owned(), newcomer.look(|mind| mind.heard.clone())));
        all
    }

    async fn fetch(&self, token: &str) -> String {
        let http = self.server.http();
        let plain = http.get("/api/snapshot", Some(token)).await.text();
        let packed = http.get_with("/api/snapshot", token, &[("accept-encoding", "gzip")]).await;
        assert_eq!(packed.header("content-encoding"), "gzip");
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(&packed.body[..]).read_to_string(&mut unpacked).unwrap();
        assert_eq!(plain, unpacked);
        let snapshot: Value = serde_json::from_str(&plain).unwrap();
        let definition = format!("/api/definitions/{}", snapshot["definition"].as_str().unwrap());
        let mut all = plain;
        for part in ["", "/first", "/later"] {
            all += "\n";
            all += &http.get(&format!("{definition}{part}"), Some(token)).await.text();
        }
        all
    }

    /// Demands that none of these words was received by anybody.
    pub(super) async fn absent(&self, words: &[&str]) {
        for (who, text) in self.received().await {
            for word in words {
                assert!(!text.contains(word), "{who} received {word}: {}", around(&text, word));
            }
        }
    }

    /// Demands that all of these words were received by everybody.
    pub(super) async fn present(&self, words: &[&str]) {
        for (who, text) in self.received().await {
            for word in words {
                assert!(text.contains(word), "{who} did not receive {word}");
            }
        }
    }

    /// Cuts the sleeper's connection.
    pub(super) fn fall_asleep(&mut self) {
        self.sleeper.lose_network();
    }

    /// Connects the sleeper again, and gives all that it received on waking.
    pub(super) async fn wake(&mut self) -> String {
        let before = self.sleeper.look(|mind| mind.heard.len());
        self.sleeper.connect(self.server.address).await;
        let head = self.facilitator.look(|mind| mind.rev());
        self.sleeper.until_rev(head).await;
        self.sleeper.look(|mind| mind.heard[before..].to_owned())
    }
}

async fn changed(client: &Client, json: Value) -> Result<u64, String> {
    match client.do_it(command(json)).await {
        Answer::Changed(rev) => Ok(rev),
        other => Err(format!("{other:?}")),
    }
}

fn around(text: &str, word: &str) -> String {
    let at = text.find(word).unwrap_or(0);
    let from = text.floor_char_boundary(at.saturating_sub(200));
    text[from..text.ceil_char_boundary((at + 80).min(text.len()))].to_owned()
}
