namespace Everlatch.Hosting.Faults;

/// <summary>The members of an OAuth error (RFC 6749 §5.2).</summary>
internal sealed record OAuthErrorBody(string Error, string ErrorDescription);
