//! A moderator and its tests, as the README has them.

use tim_callback::callbacks::group;
use tim_callback::{MsgVerdict, Policies, Receiver, SdkAppId, Token, Verifier};

fn receiver(app: SdkAppId, token: Token) -> Receiver {
    Receiver::builder(Verifier::new(app, token), Policies::fail_closed())
        .on_fn::<group::BeforeSendMsg>(|call| {
            match call.msg_body.texts().iter().any(|text| text.contains("casino")) {
                true => MsgVerdict::Reject,
                false => MsgVerdict::Allow,
            }
        })
        .build()
        .expect("one decider for each command")
}

fn main() {
    let token = Token::new("the token of the console").expect("it is not empty");
    let receiver = receiver(SdkAppId::new(1400000000), token);

    // In the POST handler of any web framework:
    let (query, body) = ("SdkAppid=1400000000&CallbackCommand=Group.CallbackBeforeSendMsg", b"{}");
    let reply = receiver.receive(query, body.as_slice());
    println!("{} {}", reply.status, reply.body_text()); // a rejection: this one is not signed
}

#[cfg(test)]
mod tests {
    use tim_callback::testing::{self, Signer};

    use super::*;

    #[test]
    fn casinos_are_refused() {
        let (app, token) = (SdkAppId::new(1400000000), Token::new("a token").unwrap());
        let tencent = Signer::new(app, token.clone());
        let sent = tencent.sign(testing::call::<group::BeforeSendMsg>().text("casino tonight"));

        let reply = receiver(app, token).receive(&sent.query, &sent.body[..]);

        sent.what_tencent_does(&reply).assert_refused();
    }
}
