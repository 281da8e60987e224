//! Lines between screens and the server: in order as long as they hold, late, stalled, or cut.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::ws::Message;
use futures_util::{Sink, Stream};
use kenspeckle_server::session::Line;
use kenspeckle_tests::Chance;
use tokio::sync::{mpsc, watch};
use tokio::task::AbortHandle;
use tokio::time::sleep;
use tokio_util::sync::PollSender;

use crate::weather::strikes;
use crate::world::World;

/// Messages that fit into a line before its writer has to wait.
const FITS: usize = 24;

/// The server's end.
pub(crate) struct ServerEnd {
    hears: mpsc::Receiver<Message>,
    says: PollSender<Message>,
}

/// A screen's end.
pub(crate) struct ScreenEnd {
    hears: mpsc::Receiver<Message>,
    says: mpsc::Sender<Message>,
    /// Both directions.
    pumps: [AbortHandle; 2],
    still: watch::Sender<bool>,
}

/// Lays a line.
pub(crate) fn lay(world: &Arc<World>) -> (ServerEnd, ScreenEnd) {
    // A browser takes whatever a page says.
    let (screen_says, up) = mpsc::channel(4_096);
    let (up_out, server_hears) = mpsc::channel(FITS);
    let (server_says, down) = mpsc::channel(FITS);
    let (down_out, screen_hears) = mpsc::channel(FITS);
    let still = watch::Sender::new(false);
    let pump = |from, to| {
        let pump =
            Pump { world: world.clone(), chance: world.fork_chance(), still: still.subscribe() };
        tokio::spawn(pump.run(from, to)).abort_handle()
    };
    let pumps = [pump(up, up_out), pump(down, down_out)];
    let server = ServerEnd { hears: server_hears, says: PollSender::new(server_says) };
    (server, ScreenEnd { hears: screen_hears, says: screen_says, pumps, still })
}

/// Carries messages one way.
struct Pump {
    world: Arc<World>,
    chance: Chance,
    still: watch::Receiver<bool>,
}

impl Pump {
    async fn run(mut self, mut from: mpsc::Receiver<Message>, to: mpsc::Sender<Message>) {
        let mut batch = Vec::new();
        while from.recv_many(&mut batch, FITS).await > 0 {
            sleep(self.lag()).await;
            for message in batch.drain(..) {
                // The other end may never move again; then this is as good as cut.
                let _ = self.still.wait_for(|still| !still).await;
                if to.send(message).await.is_err() {
                    return;
                }
            }
        }
    }

    fn lag(&mut self) -> Duration {
        let weather = &self.world.weather;
        let calm = self.world.is_calm();
        let most = if calm { 20 } else { weather.lag_ms };
        let mut lag = self.chance.between(0, most);
        if !calm && strikes(&mut self.chance, weather.stall * 4) {
            lag += self.chance.between(1_000, 15_000);
        }
        Duration::from_millis(lag)
    }
}

impl ScreenEnd {
    /// Waits for the next message; none once the line has ended.
    pub(crate) async fn hear(&mut self) -> Option<Message> {
        self.hears.recv().await
    }

    /// Says something, if there is room for it on the line.
    pub(crate) fn say(&self, text: String) -> bool {
        self.says.try_send(Message::Text(text.into())).is_ok()
    }

    /// Says goodbye, as a page does that is closed.
    pub(crate) fn say_goodbye(&self) {
        let _ = self.says.try_send(Message::Close(None));
    }

    /// Cuts it: what is on the way is lost, and both ends learn at once.
    pub(crate) fn cut(&self) {
        self.pumps.iter().for_each(AbortHandle::abort);
    }

    /// Lets it stand still, so that neither end learns anything. It may go on later.
    pub(crate) fn stand_still(&self, still: bool) {
        self.still.send_replace(still);
    }

    /// Gives what lets it go on after this end is gone.
    pub(crate) fn stillness(&self) -> watch::Sender<bool> {
        self.still.clone()
    }
}

impl Stream for ServerEnd {
    type Item = Result<Message, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.hears.poll_recv(context).map(|message| message.map(Ok))
    }
}

impl Sink<Message> for ServerEnd {
    type Error = axum::Error;

    fn poll_ready(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Result<(), axum::Error>> {
        self.says.poll_reserve(context).map_err(axum::Error::new)
    }

    fn start_send(mut self: Pin<&mut Self>, message: Message) -> Result<(), axum::Error> {
        self.says.send_item(message).map_err(axum::Error::new)
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), axum::Error>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), axum::Error>> {
        self.says.close();
        Poll::Ready(Ok(()))
    }
}

impl Line for ServerEnd {}
