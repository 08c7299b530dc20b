using System.Text.Json.Serialization;

namespace Everlatch.Release.Pipeline.Policies;

/// <summary>Who says whether a release may have more traffic.</summary>
public enum CanaryJudge
{
    /// <summary>The nodes' judge: probes, answers, latency and resources, compared with the release before.</summary>
    [JsonStringEnumMemberName("canary")]
    Canary,

    /// <summary>Nobody: its servers have to stay up and ready, and that is all. For trials, and regions without probes.</summary>
    [JsonStringEnumMemberName("health")]
    Health,
}
