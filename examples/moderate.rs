//! A small moderator, and what Tencent does with its answers:
//!
//! ```text
//! cargo run --example moderate
//! cargo run --example moderate -- body.json      # your own body, of any command
//! ```

use std::error::Error;

use serde_json::Value;
use tim_callback::callbacks::group;
use tim_callback::message::CustomElem;
use tim_callback::testing::{self, Review, Signer};
use tim_callback::{
    Ack, Call, CallbackCommand, Decide, GroupRejectCode, MsgVerdict, Policies, Receiver, SdkAppId,
    Token, Verifier,
};

const APP: SdkAppId = SdkAppId::new(1400000000);

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
        } else if says("secret") {
            let hide = |text: &str| Some(text.replace("secret", "***"));
            let badge = CustomElem::new().with_desc("level").with_data("LV1");
            MsgVerdict::Modify(call.patch().redact(hide).append(badge))
        } else {
            MsgVerdict::Allow
        }
    }
}

fn receiver(token: Token) -> Result<Receiver, Box<dyn Error>> {
    let receiver = Receiver::builder(Verifier::new(APP, token), Policies::fail_closed())
        .on::<group::BeforeSendMsg>(Moderator)
        .on_fn::<group::AfterSendMsg>(|call| {
            println!("{} sent message {} to {}", call.from_account, call.msg_seq, call.group_id);
            Ack
        })
        .observe(|seen| {
            if let Some(error) = seen.error() {
                println!("refused: {error}. {}", error.help());
            }
        })
        .build()?;
    Ok(receiver)
}

/// A message beside what Tencent does with the answer; its changes below.
fn show(message: &str, review: &Review) {
    let review = review.to_string();
    let (_, effect) = review.split_once(": ").unwrap_or_default();
    println!("{message:<22}  {effect}");
}

fn main() -> Result<(), Box<dyn Error>> {
    let token = Token::new("xxxxyyyy")?;
    let receiver = receiver(token.clone())?;
    let tencent = Signer::new(APP, token);

    if let Some(file) = std::env::args().nth(1) {
        let body = std::fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
        let named = serde_json::from_str::<Value>(&body)?;
        let command: CallbackCommand = named["CallbackCommand"].as_str().unwrap_or("").parse()?;
        let sent = tencent.sign_bytes(command, body);
        let reply = receiver.receive(&sent.query, &sent.body[..]);
        println!("{}\n{}", reply.body_text(), sent.what_tencent_does(&reply));
        return Ok(());
    }

    for text in ["good morning", "casino tonight", "buy now", "some gibberish", "a secret"] {
        let sent = tencent.sign(testing::call::<group::BeforeSendMsg>().from("jared").text(text));
        let reply = receiver.receive(&sent.query, &sent.body[..]);
        show(text, &sent.what_tencent_does(&reply));
    }

    let stranger = Signer::new(APP, Token::new("a guess")?);
    let forged = stranger.sign(testing::call::<group::BeforeSendMsg>().text("good morning"));
    let reply = receiver.receive(&forged.query, &forged.body[..]);
    show("good morning, forged", &forged.what_tencent_does(&reply));

    let sent = tencent.sign(testing::call::<group::AfterSendMsg>().from("jared"));
    let reply = receiver.receive(&sent.query, &sent.body[..]);
    show("after the fact", &sent.what_tencent_does(&reply));
    Ok(())
}
