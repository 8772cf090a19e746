//! The golden answers: each is a verdict, and the verdict answers so.

use std::fmt::Debug;

use serde::Serialize;
use serde_json::Value;
use tim_callback::verdict::{
    Answer, AnswerError, AssignVerdict, LiveRejectCode, SubscribeVerdict, VariablesVerdict,
};
use tim_callback::{
    Ack, C2cRejectCode, CallbackCommand, FriendVerdict, Gate, GroupRejectCode, InviteVerdict,
    MsgVerdict,
};

use crate::Outcome;
use crate::fixture::Folder;
use crate::naming;

/// The verdict types: their names in the commands' files, their golden answers, and how one is read.
struct Kind {
    name: &'static str,
    answers: &'static [(&'static str, &'static str)],
    read: fn(Answer) -> Result<(String, Value), AnswerError>,
}

const GATE: &[(&str, &str)] =
    &[("allow", "Allow"), ("reject", "Reject"), ("reject_with", "RejectWith {")];
const MSG: &[(&str, &str)] = &[
    ("allow", "Allow"),
    ("reject", "Reject"),
    ("reject_with", "RejectWith {"),
    ("drop", "SilentDrop"),
    ("modify", "Modify("),
];

const KINDS: &[Kind] = &[
    Kind { name: "Ack", answers: &[("ack", "Ack")], read: read::<Ack> },
    Kind { name: "Gate<GroupRejectCode>", answers: GATE, read: read::<Gate<GroupRejectCode>> },
    Kind { name: "Gate<C2cRejectCode>", answers: GATE, read: read::<Gate<C2cRejectCode>> },
    Kind { name: "Gate<LiveRejectCode>", answers: GATE, read: read::<Gate<LiveRejectCode>> },
    Kind {
        name: "AssignVerdict",
        answers: &[
            ("group", "Assign("),
            ("agents", "Assign("),
            ("both", "Assign("),
            ("fail", "Fail"),
        ],
        read: read::<AssignVerdict>,
    },
    Kind {
        name: "VariablesVerdict",
        answers: &[("return", "Return("), ("fail", "Fail")],
        read: read::<VariablesVerdict>,
    },
    Kind {
        name: "MsgVerdict<GroupRejectCode>",
        answers: MSG,
        read: read::<MsgVerdict<GroupRejectCode>>,
    },
    Kind {
        name: "MsgVerdict<C2cRejectCode>",
        answers: MSG,
        read: read::<MsgVerdict<C2cRejectCode>>,
    },
    Kind {
        name: "InviteVerdict",
        answers: &[
            ("allow", "Allow"),
            ("refuse", "Refuse("),
            ("reject", "Reject"),
            ("reject_with", "RejectWith {"),
        ],
        read: read::<InviteVerdict>,
    },
    Kind {
        name: "SubscribeVerdict",
        answers: &[("allow", "Allow"), ("refuse", "Refuse("), ("reject", "Reject")],
        read: read::<SubscribeVerdict>,
    },
    Kind {
        name: "FriendVerdict",
        answers: &[("allow", "FriendVerdict("), ("refuse", "FriendVerdict(")],
        read: read::<FriendVerdict>,
    },
];

/// A verdict of an answer: how it prints, and its answer.
fn read<V>(answer: Answer) -> Result<(String, Value), AnswerError>
where
    V: TryFrom<Answer, Error = AnswerError> + Serialize + Debug,
{
    let verdict = V::try_from(answer)?;
    Ok((format!("{verdict:?}"), serde_json::to_value(&verdict).expect("an answer is JSON")))
}

fn kind(command: CallbackCommand) -> &'static Kind {
    let name = naming::verdict(command.name());
    KINDS.iter().find(|kind| kind.name == name).unwrap_or_else(|| panic!("{name} is not listed"))
}

pub fn expected(command: CallbackCommand) -> Vec<&'static str> {
    kind(command).answers.iter().map(|(file, _)| *file).collect()
}

/// Whether an answer is none of the command's verdicts.
pub fn refuses(command: CallbackCommand, answer: &Value) -> bool {
    let answer = serde_json::from_value(answer.clone());
    answer.is_err() || answer.is_ok_and(|answer| (kind(command).read)(answer).is_err())
}

pub fn are_the_verdicts(folder: &Folder) -> Outcome {
    let kind = kind(folder.command().parse()?);
    for (file, variant) in kind.answers {
        let golden = folder.read(&format!("reply.{file}.json"));
        let (verdict, answered) = (kind.read)(serde_json::from_str(&golden)?)?;
        if !verdict.starts_with(variant) {
            return Err(format!("reply.{file}.json is {verdict}").into());
        }
        let golden: Value = serde_json::from_str(&golden)?;
        if answered != golden {
            return Err(format!("{verdict} answers {answered}, not {golden}").into());
        }
    }
    Ok(())
}
