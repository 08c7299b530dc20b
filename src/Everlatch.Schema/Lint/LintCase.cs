using Everlatch.Schema.Lint.Experiments;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Lint;

/// <summary>What a rule judges: one transaction as it ran, and the releases that have to live with it.</summary>
/// <param name="Trial">The transaction.</param>
/// <param name="Older">
/// Who meets the schema after it: beside an expand or backfill step whatever ran before the release; after a contract step the
/// release before, to which a rollback leads.
/// </param>
internal sealed record LintCase(Trial Trial, IReadOnlyList<OlderRelease> Older)
{
    /// <summary>The file.</summary>
    public Migration Migration => Trial.Migration;

    /// <summary>What its statements did.</summary>
    public IReadOnlyList<Effect> Effects => Trial.Effects;

    /// <summary>Names of the older releases of which that is true, as one phrase; null when there are none.</summary>
    public string? Who(Func<OlderRelease, bool> isHurt)
    {
        var names = Older.Where(isHurt).Select(older => older.Name).ToList();
        return names.Count == 0 ? null : string.Join(" and ", names);
    }
}
