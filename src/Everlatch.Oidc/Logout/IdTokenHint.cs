using Everlatch.Core.Ids;

namespace Everlatch.Oidc.Logout;

/// <summary>An ID token of ours that came back to say which person and application are meant.</summary>
/// <param name="User">Its subject.</param>
/// <param name="Application">Whom it was issued to.</param>
/// <param name="Session">The session it was issued in.</param>
internal sealed record IdTokenHint(UserId User, AppId Application, string Session);
