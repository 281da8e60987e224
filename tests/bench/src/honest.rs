//! Honest people, and how long they wait for what they do.

use std::sync::Arc;
use std::time::{Duration, Instant};

use kenspeckle_tests::secure::{Certificate, Phone, Visitor};
use kenspeckle_tests::{Client, DataFolder, Server, Start, place_in};
use tokio::task::JoinSet;
use tokio::time::{interval, sleep};

/// So often each does something.
const EVERY: Duration = Duration::from_millis(400);

/// A server that honest people reach, with or without encryption.
pub(crate) struct Venue {
    pub(crate) server: Server,
    certificate: Option<Certificate>,
}

/// How long honest people waited, in milliseconds, in order.
#[derive(Debug, Default)]
pub(crate) struct Waits {
    /// From coming to being shown the board.
    pub(crate) joins: Vec<f64>,
    /// From a command to its ack.
    pub(crate) acks: Vec<f64>,
}

impl Venue {
    /// Starts a server on an empty folder.
    pub(crate) async fn fresh(is_encrypted: bool) -> Self {
        let certificate = is_encrypted.then(Certificate::fresh);
        let files = certificate.as_ref().map(Certificate::files);
        let arguments = match &files {
            Some((cert, key)) => vec!["--tls-cert", cert, "--tls-key", key],
            None => Vec::new(),
        };
        let how = Start { arguments: &arguments, ..Start::default() };
        Self { server: Server::start_with(DataFolder::new(), how).await, certificate }
    }

    /// Lets so many people come, each of whom puts so many stickers.
    pub(crate) async fn turn(&self, people: u32, commands: usize) -> Waits {
        let address = self.server.address;
        let visitor = self.certificate.as_ref().map(|one| Arc::new(Visitor::of(one, address)));
        let mut all = JoinSet::new();
        for at in 0..people {
            let (visitor, code) = (visitor.clone(), self.server.code.clone());
            all.spawn(async move {
                // Not everybody at the same moment.
                sleep(EVERY * at / people).await;
                let begun = Instant::now();
                let mut person = match visitor {
                    Some(visitor) => Person::Encrypted(Box::new(visitor.phone(&code).await)),
                    None => Person::Plain(Client::join(address, &code).await),
                };
                let (joined, mut acks) = (ms_since(begun), Vec::new());
                let mut ticks = interval(EVERY);
                for _ in 0..commands {
                    ticks.tick().await;
                    let begun = Instant::now();
                    person.put_sticker().await;
                    acks.push(ms_since(begun));
                }
                (joined, acks)
            });
        }
        let mut waits = Waits::default();
        for (joined, acks) in all.join_all().await {
            waits.joins.push(joined);
            waits.acks.extend(acks);
        }
        waits.joins.sort_by(f64::total_cmp);
        waits.acks.sort_by(f64::total_cmp);
        waits
    }
}

enum Person {
    Plain(Client),
    Encrypted(Box<Phone>),
}

impl Person {
    async fn put_sticker(&mut self) {
        match self {
            Self::Plain(client) => {
                client.do_it(place_in("govan")).await;
            }
            Self::Encrypted(phone) => phone.put_sticker().await,
        }
    }
}

fn ms_since(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1e3
}
