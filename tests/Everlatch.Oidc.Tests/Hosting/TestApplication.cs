using Everlatch.Core.Ids;

namespace Everlatch.Oidc.Tests.Hosting;

/// <summary>An application with the secret that it was made with.</summary>
public sealed record TestApplication(AppId Id, string? Secret)
{
    /// <summary>Where codes are sent.</summary>
    public const string Callback = "https://app.example/callback";

    /// <summary>Where browsers are sent after sign-out.</summary>
    public const string SignedOut = "https://app.example/bye";
}
