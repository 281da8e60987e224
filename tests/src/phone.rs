//! A phone that lives through anything: it follows the protocol, and comes back by itself.

use std::net::SocketAddr;
use std::sync::Mutex;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use kenspeckle_shared::command::Command;
use kenspeckle_shared::ids::CommandId;
use kenspeckle_shared::limits::{BEAT_MS, HELLO_MS, SILENCE_MS};
use kenspeckle_shared::wire::{ClientMessage, CloseCode, Here, PROTOCOL};
use tokio::net::TcpStream;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep_until, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::header::ORIGIN;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::chance::Chance;
use crate::http::Http;
use crate::memory::Memory;
use crate::mind::{Connection, Mind, Todo};

const GREETING: Duration = Duration::from_millis(2 * HELLO_MS);
const SILENCE: Duration = Duration::from_millis(SILENCE_MS);
const BEAT: Duration = Duration::from_millis(BEAT_MS);
/// A phone that wakes asks whether its connection lives, and waits this long.
const PROBE: Duration = Duration::from_secs(2);
/// The first wait before coming back, and the longest, in milliseconds.
const BACK_OFF_MS: (u64, u64) = (500, 10_000);

/// A phone. Dropping it is pulling its plug.
#[derive(Debug)]
pub struct Phone {
    mind: watch::Sender<Mind>,
    knobs: watch::Sender<Knobs>,
    asked: UnboundedSender<CommandId>,
    task: JoinHandle<()>,
}

/// What its holder and its system do to it.
#[derive(Debug, Default, Clone, Copy)]
struct Knobs {
    asleep: bool,
    /// How often it was told to take another connection at once.
    anew: u64,
    /// How often its page was loaded anew.
    loaded: u64,
}

impl Phone {
    /// Starts one with a token, at an address that leads to the program somehow.
    pub fn start(address: SocketAddr, token: &str, chance: Chance) -> Self {
        let (mind, knobs) = (watch::Sender::new(Mind::default()), watch::Sender::default());
        let (asked, to_send) = unbounded_channel();
        let line = Life {
            address,
            token: token.to_owned(),
            mind: mind.clone(),
            knobs: knobs.subscribe(),
            later: asked.clone(),
            heard: Mutex::new(Instant::now()),
            probe: Notify::new(),
        };
        let task = tokio::spawn(line.run(to_send, chance));
        Self { mind, knobs, asked, task }
    }

    /// Asks for something; it waits in the outbox until it is finally answered.
    pub fn ask(&self, command: Command) -> CommandId {
        let id = CommandId::now_v7();
        self.mind.send_modify(|mind| mind.ask(id, command));
        let _ = self.asked.send(id);
        id
    }

    /// Locks it, or puts its page into the background: nothing in the page moves any more.
    pub fn fall_asleep(&self) {
        self.knobs.send_modify(|knobs| knobs.asleep = true);
    }

    /// Shows the page again.
    pub fn wake(&self) {
        self.knobs.send_modify(|knobs| knobs.asleep = false);
    }

    /// Tells it that it is in another network now.
    pub fn change_network(&self) {
        self.knobs.send_modify(|knobs| knobs.anew += 1);
    }

    /// Loads the page anew: only the outbox is still there.
    pub fn reload(&self) {
        self.knobs.send_modify(|knobs| {
            let Knobs { anew, loaded, .. } = *knobs;
            *knobs = Knobs { asleep: false, anew: anew + 1, loaded: loaded + 1 };
        });
    }

    /// Waits until something holds of what it has in mind; says what is wrong if it never will.
    pub async fn until(
        &self,
        patience: Duration,
        holds: impl Fn(&Mind) -> bool,
    ) -> Result<(), String> {
        let mut mind = self.mind.subscribe();
        let broken = |mind: &Mind| matches!(mind.connection, Connection::Broken(_));
        // What it gives locks the mind, and would meet a writer who waits for the next lock.
        let _ = timeout(patience, mind.wait_for(|mind| holds(mind) || broken(mind))).await.is_ok();
        let mind = self.mind.borrow();
        match holds(&mind) {
            _ if self.task.is_finished() => Err("the phone gave up".to_owned()),
            true => Ok(()),
            false => Err(format!(
                "{:?} at rev {}, {} in the outbox",
                mind.connection,
                mind.rev(),
                mind.outbox.len()
            )),
        }
    }

    /// Gives something of what it has in mind.
    pub fn look<T>(&self, look: impl FnOnce(&Mind) -> T) -> T {
        look(&self.mind.borrow())
    }
}

impl Drop for Phone {
    fn drop(&mut self) {
        self.task.abort();
    }
}

type Socket = WebSocketStream<TcpStream>;

/// Why a connection is no more.
enum End {
    /// It comes back after a wait.
    Lost,
    /// It takes another at once.
    Anew,
    /// It does not come back.
    Stopped,
}

struct Life {
    address: SocketAddr,
    token: String,
    mind: watch::Sender<Mind>,
    knobs: watch::Receiver<Knobs>,
    later: UnboundedSender<CommandId>,
    heard: Mutex<Instant>,
    /// Whether the connection lives should be asked.
    probe: Notify,
}

impl Life {
    async fn run(self, mut to_send: UnboundedReceiver<CommandId>, mut chance: Chance) {
        let (mut tries, mut loaded) = (0, 0);
        loop {
            // Here, where nothing of the connection before can come any more.
            let now = self.knobs.borrow().loaded;
            if std::mem::replace(&mut loaded, now) != now {
                self.change(Mind::forget);
            }
            let end = self.awake(self.connection(&mut to_send)).await;
            if self.look(|mind| mind.connection == Connection::Live) {
                tries = 0;
            }
            match end {
                End::Stopped => return,
                End::Anew => {
                    tries = 0;
                    self.change(|mind| mind.connection = Connection::Away);
                    continue;
                }
                End::Lost => self.change(|mind| mind.connection = Connection::Away),
            }
            let longest = BACK_OFF_MS.1.min(BACK_OFF_MS.0 << tries.min(10));
            let wait = Duration::from_millis(chance.between(longest / 2, longest));
            tries += 1;
            let waited = async {
                tokio::time::sleep(wait).await;
                End::Lost
            };
            match self.awake(waited).await {
                End::Stopped => return,
                End::Anew => tries = 0,
                End::Lost => {}
            }
        }
    }

    /// Goes on with something only while the phone is awake; ends it when another connection is
    /// wanted.
    async fn awake(&self, work: impl Future<Output = End>) -> End {
        let mut knobs = self.knobs.clone();
        let begun = knobs.borrow_and_update().anew;
        let mut work = std::pin::pin!(work);
        loop {
            let Knobs { asleep, anew, .. } = *knobs.borrow_and_update();
            if asleep {
                if knobs.wait_for(|knobs| !knobs.asleep).await.is_err() {
                    return End::Stopped;
                }
                let silent = self.heard.lock().unwrap().elapsed() > SILENCE;
                if silent || !self.look(Mind::is_live) {
                    return End::Anew;
                }
                self.probe.notify_one();
            }
            if anew != begun {
                return End::Anew;
            }
            tokio::select! {
                biased;
                changed = knobs.changed() => if changed.is_err() { return End::Stopped },
                end = &mut work => return end,
            }
        }
    }

    /// One connection, from hello to its end.
    async fn connection(&self, to_send: &mut UnboundedReceiver<CommandId>) -> End {
        self.change(|mind| mind.connection = Connection::Opening);
        let Ok(Some(mut socket)) = timeout(GREETING, self.open()).await else { return End::Lost };
        *self.heard.lock().unwrap() = Instant::now();
        let (mut welcomed, mut probe_at) = (false, None);
        let mut beat = tokio::time::interval(BEAT);
        loop {
            let patience = if welcomed { SILENCE } else { GREETING };
            let silent_at = *self.heard.lock().unwrap() + patience;
            let done = tokio::select! {
                heard = socket.next() => {
                    *self.heard.lock().unwrap() = Instant::now();
                    welcomed = true;
                    match heard {
                        Some(Ok(message)) => self.hear(message, &mut socket).await,
                        _ => Err(End::Lost),
                    }
                }
                Some(id) = to_send.recv(), if welcomed => self.send(id, &mut socket).await,
                _ = beat.tick() => say(&mut socket, &ClientMessage::Beat {}).await,
                () = self.probe.notified() => {
                    probe_at = Some(Instant::now() + PROBE);
                    say(&mut socket, &ClientMessage::Beat {}).await
                }
                () = sleep_until(probe_at.unwrap_or(silent_at)), if probe_at.is_some() => {
                    probe_at = None;
                    let silent = self.heard.lock().unwrap().elapsed();
                    if silent > BEAT + PROBE { Err(End::Anew) } else { Ok(()) }
                }
                () = sleep_until(silent_at) => Err(End::Lost),
            };
            if let Err(end) = done {
                return end;
            }
            if self.look(|mind| matches!(mind.connection, Connection::Broken(_))) {
                return End::Stopped;
            }
        }
    }

    async fn open(&self) -> Option<Socket> {
        let stream = TcpStream::connect(self.address).await.ok()?;
        let _ = stream.set_nodelay(true);
        let mut request = format!("ws://{}/ws", self.address).into_client_request().ok()?;
        request.headers_mut().insert(ORIGIN, format!("http://{}", self.address).parse().ok()?);
        let (mut socket, _) = client_async(request, stream).await.ok()?;
        let hello = self.look(|mind| ClientMessage::Hello {
            protocol: PROTOCOL,
            token: self.token.clone(),
            epoch: mind.memory.as_ref().map(|memory| memory.epoch.clone()),
            rev: mind.rev(),
            here: Here::Room,
        });
        say(&mut socket, &hello).await.ok()?;
        Some(socket)
    }

    async fn hear(&self, message: Message, socket: &mut Socket) -> Result<(), End> {
        match message {
            Message::Text(text) => {
                let message = serde_json::from_str(&text).map_err(|_| {
                    self.change(|mind| mind.connection = Connection::Broken(text.to_string()));
                    End::Stopped
                })?;
                let mut todo = None;
                self.change(|mind| todo = Some(mind.hear(message)));
                self.act(todo.unwrap(), socket).await
            }
            Message::Close(frame) => {
                let code = frame.map_or(0, |frame| u16::from(frame.code));
                let for_good = [CloseCode::UnknownToken, CloseCode::WrongProtocol];
                if !for_good.iter().any(|good| good.number() == code) {
                    return Err(End::Lost);
                }
                let words = format!("sent away with {code}");
                self.change(|mind| mind.connection = Connection::Broken(words));
                Err(End::Stopped)
            }
            _ => Ok(()),
        }
    }

    async fn act(&self, todo: Todo, socket: &mut Socket) -> Result<(), End> {
        match todo {
            Todo::Nothing => Ok(()),
            Todo::SendOutbox => self.send_outbox(socket).await,
            Todo::FetchSnapshot => self.fetch(socket).await,
            Todo::SendAgain(id, wait) => {
                let later = self.later.clone();
                tokio::spawn(async move {
                    tokio::time::sleep(wait).await;
                    let _ = later.send(id);
                });
                Ok(())
            }
        }
    }

    async fn fetch(&self, socket: &mut Socket) -> Result<(), End> {
        let fetched = Http(self.address).try_get("/api/snapshot", &self.token);
        let fetched = timeout(GREETING, fetched).await.ok().flatten();
        let reply = fetched.filter(|reply| reply.status.is_success()).ok_or(End::Lost)?;
        let memory = Memory::of(reply.json());
        let (epoch, rev) = (memory.epoch.clone(), memory.rev);
        self.change(|mind| {
            mind.memory = Some(memory);
            mind.snapshots += 1;
            mind.connection = Connection::Live;
        });
        say(socket, &ClientMessage::Resume { epoch, rev }).await?;
        self.send_outbox(socket).await
    }

    async fn send_outbox(&self, socket: &mut Socket) -> Result<(), End> {
        let waiting: Vec<_> = self.look(|mind| mind.outbox.iter().map(|(id, _)| *id).collect());
        for id in waiting {
            self.send(id, socket).await?;
        }
        Ok(())
    }

    async fn send(&self, id: CommandId, socket: &mut Socket) -> Result<(), End> {
        let command = self.look(|mind| {
            let waiting = mind.outbox.iter().find(|(one, _)| *one == id);
            waiting.map(|(_, command)| command.clone())
        });
        match command {
            Some(command) => say(socket, &ClientMessage::Command { id, command }).await,
            None => Ok(()),
        }
    }

    fn look<T>(&self, look: impl FnOnce(&Mind) -> T) -> T {
        look(&self.mind.borrow())
    }

    fn change(&self, change: impl FnOnce(&mut Mind)) {
        self.mind.send_modify(change);
    }
}

async fn say(socket: &mut Socket, message: &ClientMessage) -> Result<(), End> {
    let text = serde_json::to_string(message).unwrap();
    let said = timeout(SILENCE, socket.send(Message::text(text))).await;
    if matches!(said, Ok(Ok(()))) { Ok(()) } else { Err(End::Lost) }
}
