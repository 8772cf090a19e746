//! The generated documentation of every command: an example, the sample body and the answers, all
//! from the fixtures.

/// The contents of a fixture file.
macro_rules! fixture {
    ($wire:literal, $file:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/", $wire, "/", $file))
    };
}

/// All answers of a verdict type.
macro_rules! answers {
    ($wire:literal, $($verdict:literal: $file:literal,)+) => {
        concat!($("\n`", $verdict, "`:\n\n```json\n", fixture!($wire, $file), "```\n",)+)
    };
    ($wire:literal, Ack) => { answers!($wire, "Ack": "reply.ack.json",) };
    ($wire:literal, Gate) => {
        answers!(
            $wire,
            "Gate::Allow": "reply.allow.json",
            "Gate::Reject": "reply.reject.json",
            "Gate::reject_with(code, text)": "reply.reject_with.json",
        )
    };
    ($wire:literal, MsgVerdict) => {
        answers!(
            $wire,
            "MsgVerdict::Allow": "reply.allow.json",
            "MsgVerdict::Reject": "reply.reject.json",
            "MsgVerdict::reject_with(code, text)": "reply.reject_with.json",
            "MsgVerdict::SilentDrop": "reply.drop.json",
            "MsgVerdict::Modify(patch)": "reply.modify.json",
        )
    };
    ($wire:literal, InviteVerdict) => {
        answers!(
            $wire,
            "InviteVerdict::Allow": "reply.allow.json",
            "InviteVerdict::Refuse(members)": "reply.refuse.json",
            "InviteVerdict::Reject": "reply.reject.json",
            "InviteVerdict::reject_with(code, text)": "reply.reject_with.json",
        )
    };
    ($wire:literal, SubscribeVerdict) => {
        answers!(
            $wire,
            "SubscribeVerdict::Allow": "reply.allow.json",
            "SubscribeVerdict::Refuse(subscribers)": "reply.refuse.json",
            "SubscribeVerdict::Reject": "reply.reject.json",
        )
    };
    ($wire:literal, AssignVerdict) => {
        answers!(
            $wire,
            "AgentAssignment::to_group(group)": "reply.group.json",
            "AgentAssignment::to_agents(agents)": "reply.agents.json",
            "AgentAssignment::to_agents(agents).in_group(group)": "reply.both.json",
            "AssignVerdict::Fail": "reply.fail.json",
        )
    };
    ($wire:literal, VariablesVerdict) => {
        answers!(
            $wire,
            "VariablesVerdict::Return(values)": "reply.return.json",
            "VariablesVerdict::Fail": "reply.fail.json",
        )
    };
    ($wire:literal, FriendVerdict) => {
        answers!(
            $wire,
            "call.allow_all()": "reply.allow.json",
            "call.refuse_all(code, text)": "reply.refuse.json",
        )
    };
}

/// The expression that allows everything, or fails where nothing does, for each verdict type.
macro_rules! passes {
    (Ack) => {
        "Ack"
    };
    (FriendVerdict) => {
        "call.allow_all()"
    };
    (AssignVerdict) => {
        "AssignVerdict::Fail"
    };
    (VariablesVerdict) => {
        "VariablesVerdict::Fail"
    };
    ($verdict:ident) => {
        concat!(stringify!($verdict), "::Allow")
    };
}

/// The generated sections that end a command's page.
macro_rules! page {
    ($wire:literal, $family:ident::$request:ident, $verdict:ident $(<$code:ident>)?) => {
        concat!(
            "\n# Example\n\n```\nuse tim_callback::callbacks::", stringify!($family), "::",
            stringify!($request), ";\nuse tim_callback::Call;\nuse tim_callback::verdict::{",
            $(stringify!($code), ", ",)? stringify!($verdict), "};\n\nfn decide(call: &Call<", stringify!($request), ">) -> ",
            stringify!($verdict), $("<", stringify!($code), ">",)?
            " {\n    println!(\"{:?}\", call.request());\n    ", passes!($verdict), "\n}\n",
            "# let call = tim_callback::testing::call().build();\n# let _ = decide(&call);\n```\n",
            "\n# Sample body\n\n```json\n", fixture!($wire, "request.json"), "```\n",
            "\n# Answers\n", answers!($wire, $verdict),
        )
    };
}
