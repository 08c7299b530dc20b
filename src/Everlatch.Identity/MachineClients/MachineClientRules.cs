using Everlatch.Core;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Everlatch.Identity.Apis;

namespace Everlatch.Identity.MachineClients;

/// <summary>What a machine client may say about itself.</summary>
internal static class MachineClientRules
{
    private const int MaxNameLength = 100;
    private const int MinTokenSeconds = 60;

    /// <summary>Null when all is well in the environment.</summary>
    public static Problem? Check(MachineClientDraft draft, DirectoryEnvironment environment) => true switch
    {
        _ when !ApiRules.IsName(draft.Name, MaxNameLength) => MachineClientErrors.NameInvalid,
        _ when draft.TokenSeconds < MinTokenSeconds || draft.TokenSeconds > TokenLife.Max.TotalSeconds =>
            MachineClientErrors.TokenSecondsInvalid,
        _ when !SigningAlgorithms.All.Contains(draft.SigningAlgorithm) =>
            MachineClientErrors.AlgorithmUnknown(string.Join(", ", SigningAlgorithms.All)),
        _ when draft.Jwks is { } jwks && ClientKeySet.ProblemOf(jwks) is { } why => MachineClientErrors.KeysInvalid(why),
        _ => ApiGrants.Check(draft.Apis, environment),
    };
}
