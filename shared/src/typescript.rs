//! The wire types, limits and codes as TypeScript: `web/src/wire/types.ts` is exactly this text.
//!
//! The server's build compares the file with [`generate`] and fails when it is stale;
//! `cargo xtask wire` writes it anew.

use std::fmt::Write as _;

use ts_rs::{Config, TS};

use crate::limits::LIMITS;
use crate::refusal::RefusalCode;
use crate::wire::{CloseCode, PROTOCOL};
use crate::{agenda, command, definition, finder, ids, moderation, position, refusal, view, wire};

/// Path of the generated file from the repository's root.
pub const PATH: &str = "web/src/wire/types.ts";

macro_rules! declare {
    ($out:ident, $config:ident, $($type:ty,)*) => {
        $(
            if let Some(docs) = <$type as TS>::docs() {
                $out.push_str(docs.trim_start());
            }
            $out.push_str("export ");
            $out.push_str(&<$type as TS>::decl(&$config));
            $out.push_str("\n\n");
        )*
    };
}

/// Gives the whole file.
pub fn generate() -> String {
    let config = Config::new().with_large_int("number");
    let mut out = String::from(
        "// Generated from the `shared` crate by `cargo xtask wire`. Do not edit: change the Rust \
         types.\n\n",
    );
    declare!(
        out,
        config,
        ids::AreaId,
        ids::BoardId,
        ids::FinderId,
        ids::KindId,
        ids::OptionId,
        ids::ActivityId,
        ids::GuestId,
        position::Position,
        definition::Definition,
        definition::Welcome,
        definition::AreaType,
        definition::Area,
        definition::Precision,
        definition::Shape,
        definition::Colour,
        definition::StickerKind,
        definition::KindWish,
        definition::OwnKind,
        finder::Finder,
        definition::BaseMap,
        definition::BaseLayer,
        definition::BaseLabels,
        definition::Later,
        finder::ChoiceOption,
        finder::Form,
        finder::Answer,
        finder::Tally,
        finder::knowledge::Depth,
        finder::knowledge::Chosen,
        finder::knowledge::KnowledgeTally,
        finder::knowledge::KnowledgeRow,
        finder::OwnEntry,
        finder::AreaTally,
        finder::dots::Given,
        finder::dots::DotsTally,
        finder::dots::DotsRow,
        finder::words::WordsTally,
        finder::words::BankRow,
        finder::words::OwnRow,
        finder::target::Aimed,
        finder::target::TargetTally,
        finder::target::TargetRow,
        finder::quadrant::Axis,
        finder::quadrant::QuadrantPoint,
        finder::quadrant::QuadrantTally,
        finder::rank::RankTally,
        finder::rank::RankRow,
        finder::wall::WallNote,
        finder::wall::WallTally,
        finder::wall::WallRow,
        finder::choice::ChoiceTally,
        finder::choice::ChoiceRow,
        finder::line::LinePoint,
        finder::line::LineTally,
        command::Role,
        command::Place,
        command::Command,
        refusal::RefusalCode,
        agenda::Activity,
        agenda::ActivityKind,
        agenda::ActivityState,
        agenda::Timer,
        agenda::Call,
        moderation::Standing,
        moderation::Why,
        moderation::Reason,
        moderation::Handled,
        moderation::Handling,
        moderation::Handle,
        view::Change,
        view::AgendaView,
        view::StickerView,
        view::FinderView,
        view::GuestName,
        view::Card,
        view::OwnSticker,
        view::OwnAnswer,
        view::OwnChange,
        view::Snapshot,
        view::StickerPack,
        view::StickerGroup,
        view::Spread,
        wire::ClientMessage,
        wire::Here,
        wire::ServerMessage,
        wire::Resume,
        wire::AckOutcome,
        wire::Presence,
        wire::Sign,
        wire::Hand,
        wire::Signs,
        wire::Truth,
        wire::Join,
        wire::Return,
        wire::Joined,
        wire::Words,
        wire::NewBoard,
        wire::Start,
        wire::StartOffer,
        wire::StepOffer,
        wire::BoardSummary,
        wire::Created,
        wire::Links,
        wire::Problem,
        wire::ProblemCode,
    );
    constants(&mut out);
    out
}

fn constants(out: &mut String) {
    let _ = writeln!(out, "/** The protocol version that these types describe. */");
    let _ = writeln!(out, "export const PROTOCOL = {PROTOCOL};\n");
    for limit in LIMITS {
        let _ = writeln!(out, "/** In {}. {} */", limit.unit, limit.reason);
        let _ = writeln!(out, "export const {} = {};", limit.name, limit.value);
    }
    let _ = writeln!(out, "\n/** Why the server ends a connection, by the reason it gives. */");
    let _ = writeln!(out, "export const CLOSE = {{");
    for code in CloseCode::ALL {
        let _ = writeln!(out, "  {}: {},", code.reason(), code.number());
    }
    let _ = writeln!(out, "}} as const;\n");
    let _ = writeln!(out, "/** Every refusal code. */");
    let _ = writeln!(out, "export const REFUSALS: readonly RefusalCode[] = [");
    for code in RefusalCode::ALL {
        if let Ok(text) = serde_json::to_string(code) {
            let _ = writeln!(out, "  {text},");
        }
    }
    let _ = writeln!(out, "];");
}
