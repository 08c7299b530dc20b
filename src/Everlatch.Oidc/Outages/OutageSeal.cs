using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Storage;

namespace Everlatch.Oidc.Outages;

/// <summary>Seals what would be a row, with a key that every server of the environment has.</summary>
internal sealed class OutageSeal(MasterKey master)
{
    /// <summary>What sealed codes begin with.</summary>
    public const string CodePrefix = "elx_";

    // Twice what one with a session in it comes to.
    private const int MaxLength = 8_192;

    /// <summary>Makes the text of a code.</summary>
    public string Seal(EnvironmentId environment, SealedCode code) =>
        CodePrefix + master.SealJson(PurposeOfCodes(environment), code);

    /// <summary>What a code stands for; null when it is none of ours.</summary>
    public SealedCode? OpenCode(EnvironmentId environment, string text) =>
        text.Length <= MaxLength && text.StartsWith(CodePrefix, StringComparison.Ordinal)
            ? master.OpenJson<SealedCode>(PurposeOfCodes(environment), text[CodePrefix.Length..])
            : null;

    /// <summary>Seals a grant for its refresh tokens.</summary>
    public string Seal(EnvironmentId environment, CarriedGrant grant) => master.SealJson(PurposeOfGrants(environment), grant);

    /// <summary>The grant that a refresh token carries; null when none of ours is in it.</summary>
    public CarriedGrant? OpenGrant(EnvironmentId environment, string? text) =>
        text is { Length: <= MaxLength } ? master.OpenJson<CarriedGrant>(PurposeOfGrants(environment), text) : null;

    private static string PurposeOfCodes(EnvironmentId environment) => $"code:{environment}";

    private static string PurposeOfGrants(EnvironmentId environment) => $"grant:{environment}";
}
