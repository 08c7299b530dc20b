using Everlatch.Release.Pipeline.Policies;
using Everlatch.Release.Pipeline.Steps;

namespace Everlatch.Release.Pipeline;

/// <summary>The steps of a release through a region, in their order.</summary>
internal static class RegionSteps
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Step> Of(ReleasePolicy policy, IWatchCanary watch) =>
    [
        new LookStep(),
        new LintStep(),
        new ProveStep(),
        new MigrateStep(),
        new VerifySchemaStep(),
        new StartStep(),
        .. policy.Shares.Select(share => new ShareStep(share, watch)),
        new ValidateStep(),
        new SettleStep(),
    ];

    /// <summary>The steps that take away what no release needs any more.</summary>
    public static IReadOnlyList<Step> Contract { get; } = [new PartStep(), new ContractStep(), new ValidateStep()];
}
