//! A small moderator, played through with seven signed requests, or with a body of yours:
//!
//! ```text
//! cargo run --example moderate
//! cargo run --example moderate -- body.json
//! cargo run --example moderate -- body.json --query 'SdkAppid=1400000000&CallbackCommand=…'
//! ```
//!
//! The app is 1400000000, its token `xxxxyyyy`, and the clock stands at 1669872112.

use std::error::Error;

use serde_json::Value;
use tim_callback::callbacks::group;
use tim_callback::message::CustomElem;
use tim_callback::query::{CallbackQuery, QueryParam};
use tim_callback::verdict::Answer;
use tim_callback::{
    Ack, Call, CallbackCommand, Decide, GroupRejectCode, MsgVerdict, Policies, Receiver, Reply,
    SdkAppId, Token, UnixSeconds, Verifier, sign,
};

const APP: SdkAppId = SdkAppId::new(1400000000);
const NOW: UnixSeconds = UnixSeconds::new(1669872112);

/// The code that our clients show as "advertising".
const ADVERTISING: GroupRejectCode = GroupRejectCode::new(10101).unwrap();

struct Moderator;

impl Decide<group::BeforeSendMsg> for Moderator {
    fn decide(&self, call: &Call<group::BeforeSendMsg>) -> MsgVerdict<GroupRejectCode> {
        let texts = call.msg_body.texts();
        let says = |word: &str| texts.iter().any(|text| text.contains(word));
        if says("casino") {
            MsgVerdict::Reject
        } else if says("buy now") {
            MsgVerdict::reject_with(ADVERTISING, "no advertising here")
        } else if says("gibberish") {
            MsgVerdict::SilentDrop
        } else if says("red packet") {
            let level = CustomElem::new().with_desc("CustomElement.MemberLevel").with_data("LV1");
            let data = call.cloud_custom_data.clone().unwrap_or_default();
            MsgVerdict::Modify(call.patch().append(level).with_cloud_custom_data(data))
        } else {
            MsgVerdict::Allow
        }
    }
}

fn receiver(token: Token) -> Result<Receiver, Box<dyn Error>> {
    let receiver = Receiver::builder(Verifier::new(APP, token), Policies::fail_closed())
        .on::<group::BeforeSendMsg>(Moderator)
        .on_fn::<group::AfterSendMsg>(|call| {
            println!("  log      {} sent message {}", call.from_account, call.msg_seq);
            Ack
        })
        .on_fn::<group::SendMsgException>(|call| {
            println!(
                "  log      {} failed: {} {}",
                call.from_account, call.error_code, call.error_info
            );
            Ack
        })
        .build()?;
    Ok(receiver)
}

/// The documented samples, the first one with five different texts.
fn samples() -> Result<Vec<(CallbackCommand, String)>, serde_json::Error> {
    let before = include_str!("../tests/fixtures/Group.CallbackBeforeSendMsg/request.json");
    let after = include_str!("../tests/fixtures/Group.CallbackAfterSendMsg/request.json");
    let failed = include_str!("../tests/fixtures/Group.CallbackSendMsgException/request.json");
    let texts =
        ["good morning", "casino tonight", "buy now, half price", "gibberish", "red packet"];
    let mut samples = Vec::new();
    for text in texts {
        let mut body: Value = serde_json::from_str(before)?;
        body["MsgBody"][0]["MsgContent"]["Text"] = text.into();
        samples.push((CallbackCommand::GroupBeforeSendMsg, body.to_string()));
    }
    samples.push((CallbackCommand::GroupAfterSendMsg, after.to_owned()));
    samples.push((CallbackCommand::GroupSendMsgException, failed.to_owned()));
    Ok(samples)
}

fn signed_query(command: &str, token: &Token) -> String {
    CallbackQuery::new(APP, command)
        .with(QueryParam::ClientIp, "127.0.0.1")
        .with(QueryParam::OptPlatform, "iOS")
        .with(QueryParam::Sign, &sign(token, NOW))
        .with(QueryParam::RequestTime, &NOW.to_string())
        .to_query_string()
}

/// What an answer says, read back from it.
fn meaning(command: &str, reply: &Reply) -> String {
    if reply.status != 200 {
        return format!("none: refused with HTTP status {}", reply.status);
    }
    let Ok(answer) = serde_json::from_slice::<Answer>(&reply.body) else {
        return "none".to_owned();
    };
    if command != CallbackCommand::GroupBeforeSendMsg.name() {
        return Ack::try_from(answer)
            .map_or_else(|error| error.to_string(), |ack| format!("{ack:?}"));
    }
    match MsgVerdict::<GroupRejectCode>::try_from(answer) {
        Ok(MsgVerdict::Modify(patch)) => format!("Modify to {} elements", patch.elements().len()),
        Ok(verdict) => format!("{verdict:?}"),
        Err(error) => error.to_string(),
    }
}

fn play(receiver: &Receiver, command: &str, query: &str, body: &str) {
    println!("POST /?{query}");
    let reply = receiver.receive_at(query, body.as_bytes(), NOW);
    println!("  verdict  {}", meaning(command, &reply));
    println!("  answer   {}\n", reply.body_text());
}

fn main() -> Result<(), Box<dyn Error>> {
    let token = Token::new("xxxxyyyy")?;
    let receiver = receiver(token.clone())?;
    let mut args = std::env::args().skip(1);
    let Some(file) = args.next() else {
        for (command, body) in samples()? {
            play(&receiver, command.name(), &signed_query(command.name(), &token), &body);
        }
        return Ok(());
    };
    let body = std::fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
    let query = match (args.next().as_deref(), args.next()) {
        (None, None) => {
            let said = serde_json::from_str::<Value>(&body).ok();
            let said = said.as_ref().and_then(|body| body["CallbackCommand"].as_str());
            signed_query(said.unwrap_or(CallbackCommand::GroupBeforeSendMsg.name()), &token)
        }
        (Some("--query"), Some(query)) => query,
        _ => return Err("usage: moderate [BODY_FILE [--query QUERY]]".into()),
    };
    let command = CallbackQuery::parse(&query)
        .map_or_else(|_| String::new(), |q| q.command_name().to_owned());
    play(&receiver, &command, &query, &body);
    Ok(())
}
