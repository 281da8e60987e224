//! A bad network between one device and the program: a relay on this machine that freezes,
//! swallows, dribbles and breaks what goes through it.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::sleep;

/// How the network is just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weather {
    /// As it should be.
    #[default]
    Clear,
    /// Nothing goes through in these directions; it does later.
    Frozen {
        /// From the device.
        up: bool,
        /// To the device.
        down: bool,
    },
    /// Every byte by itself.
    ByteByByte,
    /// So many bytes a second.
    Narrow(u32),
    /// Whoever connects is turned away.
    Refusing,
}

/// What becomes of the connections that there are; new ones are not touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// They go on.
    Alive,
    /// Both ends are told that they are broken.
    Reset,
    /// Everything is swallowed, and nobody is told.
    BlackHole,
    /// The device is told that they are broken; the program is not, and what was on its way to it
    /// arrives after this time.
    HalfOpen(Duration),
    /// Both ends learn in good order that they have ended, the program after this time.
    ClosedLate(Duration),
}

/// The network of one device. Dropping it takes everything away.
#[derive(Debug)]
pub struct Proxy {
    /// Where the device connects to.
    pub address: SocketAddr,
    weather: watch::Sender<Weather>,
    links: Arc<Mutex<Vec<watch::Sender<Fate>>>>,
    listening: JoinHandle<()>,
}

impl Proxy {
    /// Opens one that leads to a program.
    pub async fn open(target: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (weather, links) = (watch::Sender::default(), Arc::new(Mutex::default()));
        let listening = tokio::spawn(listen(listener, target, weather.clone(), links.clone()));
        Self { address, weather, links, listening }
    }

    /// Changes the weather.
    pub fn become_(&self, weather: Weather) {
        self.weather.send_replace(weather);
    }

    /// Decides what becomes of the connections that there are.
    pub fn doom(&self, fate: Fate) {
        for link in self.links.lock().unwrap().drain(..) {
            link.send_replace(fate);
        }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.listening.abort();
        self.doom(Fate::Reset);
    }
}

async fn listen(
    listener: TcpListener,
    target: SocketAddr,
    weather: watch::Sender<Weather>,
    links: Arc<Mutex<Vec<watch::Sender<Fate>>>>,
) {
    loop {
        let Ok((device, _)) = listener.accept().await else { continue };
        if *weather.borrow() == Weather::Refusing {
            reset(device);
            continue;
        }
        let Ok(program) = TcpStream::connect(target).await else { continue };
        let fate = watch::Sender::new(Fate::Alive);
        links.lock().unwrap().retain(|link| link.receiver_count() > 0);
        links.lock().unwrap().push(fate.clone());
        tokio::spawn(relay(device, program, weather.subscribe(), fate));
    }
}

fn reset(stream: TcpStream) {
    // It may be gone already.
    let _ = stream.set_zero_linger();
    drop(stream);
}

/// Carries a connection both ways until it ends or meets its fate.
async fn relay(
    device: TcpStream,
    program: TcpStream,
    weather: watch::Receiver<Weather>,
    fate: watch::Sender<Fate>,
) {
    let _ = (device.set_nodelay(true), program.set_nodelay(true));
    let mut doomed = fate.subscribe();
    // Held by the relay alone from here on: it says whether the connection is still there.
    drop(fate);
    let (from_device, to_device) = device.into_split();
    let (from_program, to_program) = program.into_split();
    let mut up = Pump::new(from_device, to_program, weather.clone(), true);
    let mut down = Pump::new(from_program, to_device, weather, false);
    let met = tokio::select! {
        _ = up.run() => None,
        _ = down.run() => None,
        fate = doomed.wait_for(|fate| *fate != Fate::Alive) => fate.ok().map(|fate| *fate),
    };
    match met {
        None | Some(Fate::Alive) => {}
        Some(Fate::Reset) => {
            reset(down.to.reunite(up.from).unwrap());
            reset(up.to.reunite(down.from).unwrap());
        }
        Some(Fate::BlackHole) => {
            let _ = tokio::join!(swallow(&mut up.from), swallow(&mut down.from));
        }
        Some(Fate::HalfOpen(late)) => {
            reset(down.to.reunite(up.from).unwrap());
            let _ = tokio::time::timeout(late, swallow(&mut down.from)).await;
            let _ = up.to.write_all(&up.held).await;
        }
        Some(Fate::ClosedLate(late)) => {
            drop((up.from, down.to));
            let _ = tokio::time::timeout(late, swallow(&mut down.from)).await;
        }
    }
}

async fn swallow(from: &mut OwnedReadHalf) {
    let mut buffer = [0; 4_096];
    while from.read(&mut buffer).await.is_ok_and(|read| read > 0) {}
}

/// One direction.
struct Pump {
    from: OwnedReadHalf,
    to: OwnedWriteHalf,
    weather: watch::Receiver<Weather>,
    up: bool,
    /// Read, and not written yet.
    held: Vec<u8>,
}

impl Pump {
    fn new(
        from: OwnedReadHalf,
        to: OwnedWriteHalf,
        weather: watch::Receiver<Weather>,
        up: bool,
    ) -> Self {
        Self { from, to, weather, up, held: Vec::new() }
    }

    /// Ends when one of the two ends has.
    async fn run(&mut self) -> Option<()> {
        let mut buffer = [0; 16_384];
        loop {
            let read = self.from.read(&mut buffer).await.ok().filter(|read| *read > 0)?;
            self.held.extend(&buffer[..read]);
            while !self.held.is_empty() {
                self.write_some().await?;
            }
        }
    }

    /// Writes as much as the weather allows at once, when it does.
    async fn write_some(&mut self) -> Option<()> {
        let up = self.up;
        let open = |weather: &Weather| match weather {
            Weather::Frozen { up: frozen_up, down } => !(if up { *frozen_up } else { *down }),
            _ => true,
        };
        let weather = *self.weather.wait_for(open).await.ok()?;
        let (most, pause) = match weather {
            Weather::ByteByByte => (1, None),
            Weather::Narrow(bytes) => {
                let a_tenth = (bytes as usize / 10).max(1);
                (a_tenth, Some(Duration::from_millis(100)))
            }
            _ => (self.held.len(), None),
        };
        let written = self.to.write(&self.held[..most.min(self.held.len())]).await.ok()?;
        self.held.drain(..written);
        match pause {
            Some(pause) => sleep(pause).await,
            None => tokio::task::yield_now().await,
        }
        Some(())
    }
}
