//! One connection of a screen, from hello to its end, by the rules of a page.

use std::net::SocketAddr;
use std::time::Duration;

use kenspeckle_shared::ids::CommandId;
use kenspeckle_shared::limits::BEAT_MS;
use kenspeckle_shared::wire::{ClientMessage, Here, PROTOCOL};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tokio::sync::watch;

use crate::http::Http;
use crate::memory::Memory;
use crate::mind::{Connection, Mind, Todo};
use crate::wire::{Heard, Wire};

/// A connection at work.
pub(crate) struct Line {
    pub(crate) address: SocketAddr,
    pub(crate) token: String,
    pub(crate) here: Here,
    pub(crate) mind: watch::Sender<Mind>,
    /// To ask for a command to be sent again later.
    pub(crate) later: UnboundedSender<CommandId>,
}

impl Line {
    /// Keeps the connection until the server ends it; commands are sent as their ids come.
    pub(crate) async fn run(self, mut asked: UnboundedReceiver<CommandId>) {
        let mut wire = Wire::open(self.address).await;
        wire.say(&self.hello()).await;
        let mut welcomed = false;
        let mut beat = tokio::time::interval(Duration::from_millis(BEAT_MS));
        loop {
            tokio::select! {
                heard = wire.next() => match heard {
                    Heard::Message(message, text) => {
                        welcomed = true;
                        let todo = self.change(|mind| {
                            mind.heard.push_str(&text);
                            mind.heard.push('\n');
                            mind.hear(*message)
                        });
                        self.act(todo, &mut wire).await;
                    }
                    Heard::Closed(code, reason) => return self.end(Connection::Ended(code, reason)),
                    Heard::Lost => return self.end(Connection::Ended(0, String::new())),
                },
                Some(id) = asked.recv(), if welcomed => self.send(id, &mut wire).await,
                _ = beat.tick() => wire.say(&ClientMessage::Beat {}).await,
            }
            if matches!(self.mind.borrow().connection, Connection::Broken(_)) {
                return;
            }
        }
    }

    fn hello(&self) -> ClientMessage {
        let mind = self.mind.borrow();
        ClientMessage::Hello {
            protocol: PROTOCOL,
            token: self.token.clone(),
            epoch: mind.memory.as_ref().map(|memory| memory.epoch.clone()),
            rev: mind.rev(),
            here: self.here,
        }
    }

    async fn act(&self, todo: Todo, wire: &mut Wire) {
        match todo {
            Todo::Nothing => {}
            Todo::SendOutbox => self.send_outbox(wire).await,
            Todo::FetchSnapshot => self.fetch(wire).await,
            Todo::SendAgain(id, wait) => {
                let later = self.later.clone();
                tokio::spawn(async move {
                    tokio::time::sleep(wait).await;
                    let _ = later.send(id);
                });
            }
        }
    }

    async fn fetch(&self, wire: &mut Wire) {
        let reply = Http(self.address).get("/api/snapshot", Some(&self.token)).await;
        let memory = Memory::of(reply.json());
        let (epoch, rev) = (memory.epoch.clone(), memory.rev);
        self.change(|mind| {
            mind.heard.push_str(&reply.text());
            mind.heard.push('\n');
            mind.memory = Some(memory);
            mind.snapshots += 1;
            mind.connection = Connection::Live;
        });
        wire.say(&ClientMessage::Resume { epoch, rev }).await;
        self.send_outbox(wire).await;
    }

    async fn send_outbox(&self, wire: &mut Wire) {
        let waiting: Vec<_> = self.mind.borrow().outbox.iter().map(|(id, _)| *id).collect();
        for id in waiting {
            self.send(id, wire).await;
        }
    }

    /// Sends a command that still waits for its answer.
    async fn send(&self, id: CommandId, wire: &mut Wire) {
        let mut waiting = None;
        if let Some((_, command)) = self.mind.borrow().outbox.iter().find(|(one, _)| *one == id) {
            waiting = Some(ClientMessage::Command { id, command: command.clone() });
        }
        if let Some(message) = waiting {
            wire.say(&message).await;
        }
    }

    fn end(&self, connection: Connection) {
        self.change(|mind| mind.connection = connection);
    }

    fn change<T>(&self, change: impl FnOnce(&mut Mind) -> T) -> T {
        let mut result = None;
        self.mind.send_modify(|mind| result = Some(change(mind)));
        result.unwrap()
    }
}
