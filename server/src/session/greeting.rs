//! The first stage: who is it?

use kenspeckle_shared::ids::Rev;
use kenspeckle_shared::wire::{ClientMessage, CloseCode, Here, PROTOCOL};
use tokio::time::{Instant, timeout};

use super::ending::Ending;
use super::letters::{Heard, hear};
use super::line::{Host, Line};
use super::pace::Pace;
use crate::registry::Grant;

/// Somebody who may come in, and what they have of the board.
#[derive(Debug)]
pub(super) struct Hello {
    pub(super) grant: Grant,
    pub(super) epoch: Option<String>,
    pub(super) rev: Rev,
    pub(super) here: Here,
}

/// Waits for the hello and finds out whose it is.
pub(super) async fn hello(socket: &mut impl Line, host: &impl Host) -> Result<Hello, Ending> {
    let place = host.doorstep().stand();
    let cut = place.cut();
    let said = tokio::select! {
        biased;
        () = host.stop().cancelled() => return Err(Ending::Close(CloseCode::GoingAway)),
        () = cut.happens() => return Err(Ending::Close(CloseCode::HelloTimeout)),
        said = timeout(host.timings().hello, first(socket)) => said,
    };
    let said = said.unwrap_or(Err(Ending::Close(CloseCode::HelloTimeout)))?;
    let ClientMessage::Hello { protocol, token, epoch, rev, here } = said else {
        return Err(Ending::Close(CloseCode::BadMessage));
    };
    if protocol != PROTOCOL {
        return Err(Ending::Close(CloseCode::WrongProtocol));
    }
    let grant = host.grant(&token).await.map_err(|fault| Ending::fault(&fault))?;
    let grant = grant.ok_or(Ending::Close(CloseCode::UnknownToken))?;
    drop(place);
    Ok(Hello { grant, epoch, rev, here })
}

async fn first(socket: &mut impl Line) -> Result<ClientMessage, Ending> {
    let mut pace = Pace::new(Instant::now());
    loop {
        let heard = hear(socket).await?;
        if let Heard::Said(message) = heard {
            return Ok(message);
        }
        if !pace.bears(&heard, Instant::now()) {
            return Err(Ending::Close(CloseCode::TooFast));
        }
    }
}
