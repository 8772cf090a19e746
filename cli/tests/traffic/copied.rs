use super::copies::receiver;
use tim_callback::testing::Signer;
use tim_callback::{CallbackCommand, SdkAppId, Token};

#[test]
fn group_callback_before_send_msg() {
    let (app, token) = (SdkAppId::new(1400000000), Token::new("a token").unwrap());
    let command: CallbackCommand = "Group.CallbackBeforeSendMsg".parse().unwrap();
    let tencent = Signer::new(app, token.clone())
        .with_param("ClientIP", "127.0.0.1")
        .with_param("OptPlatform", "iOS")
        .with_param(r#"ten"ant"#, r"4\2");
    let sent = tencent.sign_bytes(command, "{\"CallbackCommand\":\"Group.CallbackBeforeSendMsg\",\"CloudCustomData\":\"your cloud custom data\",\"EventTime\":\"1670574414123\",\"From_Account\":\"jared\",\"GroupId\":\"@TGS#2J4SZEAEL\",\"MsgBody\":[{\"MsgContent\":{\"Text\":\"\\\"# {\u{202e}\\\\n}\\r\\n\"},\"MsgType\":\"TIMTextElem\"}],\"OnlineOnlyFlag\":1,\"Operator_Account\":\"admin\",\"Random\":123456,\"TopicId\":\"@TGS#_@TGS#cQVLVHIM62CJ@TOPIC#_TestTopic\",\"Type\":\"Community\"}");
    // `receiver` is your function that makes the Receiver.
    let reply = receiver(app, token).receive(&sent.query, &sent.body);
    let review = sent.what_tencent_does(&reply);
    assert_eq!(
        review.to_string(),
        "Group.CallbackBeforeSendMsg: the message is dropped silently, the sender sees success"
    );
}
