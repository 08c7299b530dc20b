using Everlatch.Release.Canary;
using Everlatch.Release.Nodes.Watching;

namespace Everlatch.Release.Nodes.Api;

/// <summary>Says what the judge says.</summary>
internal static class DescribeCanary
{
    /// <summary>The judgement as a document.</summary>
    public static CanaryDocument Of(Judgement judgement) => new()
    {
        Slot = judgement.Slot,
        Share = judgement.State.ShareOf(judgement.Slot),
        Turn = judgement.State.Turn,
        Seconds = Math.Round(judgement.Length.TotalSeconds, 1),
        Verdict = judgement.Verdict switch { Verdict.Pass => "pass", Verdict.Fail => "fail", _ => "pause" },
        Because = [.. judgement.Verdict.Reasons.Select(reason => $"{reason.Rule}: {reason.Text}")],
    };
}
