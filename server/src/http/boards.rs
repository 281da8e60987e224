//! Links of a board, and new boards: for facilitators.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use kenspeckle_shared::agenda::Activity;
use kenspeckle_shared::command::Role;
use kenspeckle_shared::definition::{Definition, StickerKind};
use kenspeckle_shared::wire::{
    BoardSummary, Created, Links, NewBoard, ProblemCode, Start, StartOffer, StepOffer,
};
use tokio::task::spawn_blocking;

use super::App;
use super::asked::{Asked, WITH_FILE};
use super::bearer::Holder;
use super::join::Nothing;
use super::problem::Failed;
use crate::registry::{BoardRecord, RegistryFault};
use crate::room::{Room, RoomFault};

/// `POST /api/links`: gives the links of the facilitator's board, with a new display token.
pub(super) async fn links(
    State(app): State<Arc<App>>,
    holder: Holder,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Json<Links>, Failed> {
    let board = holder.in_role(Role::Facilitator)?.board;
    let unknown = || RoomFault::UnknownBoard { board: board.clone() };
    let record = app.registry().board(&board).await?.ok_or_else(unknown)?;
    Ok(Json(links_of(&app, &record).await?))
}

/// `GET /api/board`: what a list of boards says of the facilitator's.
pub(super) async fn summary(
    State(app): State<Arc<App>>,
    holder: Holder,
) -> Result<Json<BoardSummary>, Failed> {
    let board = holder.in_role(Role::Facilitator)?.board;
    let room = app.rooms().open(&board).await?;
    let (stickers, ended, archived) = room.standing();
    let definition = app.rooms().definition(&room.definition_hash()).await?;
    let kept_until_ms = app.registry().kept_until(&board, app.retention()).await?;
    Ok(Json(BoardSummary {
        board,
        title: definition.map(|definition| definition.title.clone()).unwrap_or_default(),
        join_code: room.join_code().to_owned(),
        created_ms: room.record().created_ms,
        kept_until_ms,
        stickers: u32::try_from(stickers).unwrap_or(u32::MAX),
        ended,
        archived,
        template: app.default_definition().to_owned(),
        starts: starts(&app),
    }))
}

/// What new boards can begin with.
fn starts(app: &App) -> Vec<StartOffer> {
    let (own, short) = (app.template(), app.short());
    vec![
        offer(Start::Full, &own.title, &own.kinds, &own.agenda),
        offer(Start::Short, &short.title, &short.kinds, &short.agenda),
    ]
}

fn offer(start: Start, title: &str, kinds: &[StickerKind], agenda: &[Activity]) -> StartOffer {
    let step = |activity: &Activity| StepOffer {
        id: activity.id.clone(),
        kind: activity.kind,
        title: activity.title.clone(),
    };
    let agenda = agenda.iter().map(step).collect();
    StartOffer { start, title: title.to_owned(), kinds: kinds.to_vec(), agenda }
}

/// `POST /api/boards`: makes a new, empty board.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    holder: Holder,
    Asked(asked): Asked<NewBoard, WITH_FILE>,
) -> Result<Json<Created>, Failed> {
    let board = holder.in_role(Role::Facilitator)?.board;
    let room = app.rooms().open(&board).await?;
    let record = match asked == NewBoard::default() {
        true => app.registry().create(room.definition_id()).await?,
        false => {
            let definition = tailored(&app, &room, asked).await?;
            app.registry().keep_definition(&definition).await?;
            app.mix();
            app.registry().create(&definition.id).await?
        }
    };
    let links = links_of(&app, &record).await?;
    let (token, _) = app.registry().invite(&record.id, Role::Facilitator).await?;
    let facilitator_url = app.origin().facilitator_url(&token);
    Ok(Json(Created { board: record.id, links, facilitator_url }))
}

/// Makes the definition, off the threads that serve boards.
async fn tailored(app: &App, room: &Room, asked: NewBoard) -> Result<Definition, Failed> {
    let template = match (asked.copy, asked.start) {
        (true, _) => present_plan(app, room).await?,
        (false, Some(Start::Short)) => Arc::new(app.template().beginning_with(app.short())),
        (false, Some(Start::Full) | None) => app.template().clone(),
    };
    let wishes = asked.wishes().ok_or_else(|| Failed::of(ProblemCode::BadRequest))?;
    // One that waits its turn holds only its body.
    let turn = app.making().acquire().await;
    let made = spawn_blocking(move || template.tailored(wishes)).await;
    drop(turn);
    // The words of a panic may be those of people.
    let made = made.map_err(|_| Failed::fault(&"a board could not be made"))?;
    made.map_err(|faults| Failed::bad_board(&faults))
}

/// The board's definition with its agenda and questions as they stand, and nothing of anybody.
async fn present_plan(app: &App, room: &Room) -> Result<Arc<Definition>, Failed> {
    let definition = app.rooms().definition(&room.definition_hash()).await?;
    let definition = definition.ok_or_else(|| Failed::of(ProblemCode::NotFound))?;
    let (agenda, finders) = room.plan();
    Ok(Arc::new(definition.with_plan(&agenda, finders)))
}

async fn links_of(app: &App, record: &BoardRecord) -> Result<Links, RegistryFault> {
    let (display, _) = app.registry().invite(&record.id, Role::Display).await?;
    let join_code = record.join_code.as_str().to_owned();
    Ok(Links {
        join_url: app.origin().join_url(&join_code),
        display_url: app.origin().display_url(&display),
        join_code,
    })
}
