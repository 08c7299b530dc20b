namespace Everlatch.Identity.Domains.Dns;

/// <summary>A domain as more than half of all resolvers show it.</summary>
internal sealed record DomainLook(DomainProof Proof, DomainRoute Route)
{
    /// <summary>Counts what each resolver saw; one that could not say counts for nothing, but still as one of them.</summary>
    public static DomainLook Of(IReadOnlyCollection<DomainView> views) => new(ProofIn(views), RouteIn(views));

    private static DomainProof ProofIn(IReadOnlyCollection<DomainView> views) => true switch
    {
        _ when IsMajority(views, view => view.IsProven == true) => DomainProof.Found,
        _ when IsMajority(views, view => view.IsProven == false) => DomainProof.Missing,
        _ when views.Count == 0 || views.Any(view => view.IsProven is null) => DomainProof.Fault,
        _ => DomainProof.Disagreement,
    };

    private static DomainRoute RouteIn(IReadOnlyCollection<DomainView> views) =>
        views.Select(view => view.Route).FirstOrDefault(route => IsMajority(views, view => view.Route == route));

    private static bool IsMajority(IReadOnlyCollection<DomainView> views, Func<DomainView, bool> says) =>
        views.Count(says) > views.Count / 2;
}
