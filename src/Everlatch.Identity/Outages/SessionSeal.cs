using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Storage;

namespace Everlatch.Identity.Outages;

/// <summary>Seals sessions for their cookies, with a key that every server of the environment has.</summary>
public sealed class SessionSeal(MasterKey master)
{
    /// <summary>Seals one.</summary>
    internal string Seal(EnvironmentId environment, SealedSession session) => master.SealJson(Purpose(environment), session);

    /// <summary>Opens one; null when no server of this environment sealed it.</summary>
    public SealedSession? Open(EnvironmentId environment, string text) =>
        master.OpenJson<SealedSession>(Purpose(environment), text);

    private static string Purpose(EnvironmentId environment) => $"session:{environment}";
}
