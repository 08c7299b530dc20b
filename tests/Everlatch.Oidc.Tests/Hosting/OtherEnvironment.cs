namespace Everlatch.Oidc.Tests.Hosting;

/// <summary>Another environment of the server: its host, an application of it, and the way to it.</summary>
public sealed record OtherEnvironment(string Host, TestApplication Application, TestBrowser Network)
{
    /// <summary>The server side of the application.</summary>
    public TestClient Client => new(Network, Application);
}
