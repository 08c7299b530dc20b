using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>Looks at everything that is there without being needed, for what can hurt.</summary>
internal sealed class JudgeExtra(SchemaContract contract, Catalog live, bool isAhead, CompareCatalogs.Findings findings)
{
    private static readonly string[] FreeingActions = ["on delete cascade", "on delete set null", "on delete set default"];

    /// <summary>Adds what hurts and what is only to be listed.</summary>
    public void Run()
    {
        foreach (var (_, found) in live.Entries.Where(entry => contract.States.All(state => state.Find(entry.Key) is null)))
        {
            if (Harm(found) is { } because)
            {
                findings.Foreign.Add(new ForeignObject(found, because + Leftover(found)));
            }
            else if (found is CatalogTable || found.Table is not { } table || IsNeeded(table) || IsUsed(found as CatalogOther))
            {
                // Of a table that is extra itself, the table is named and not its parts.
                findings.Extra.Add(found);
            }
        }
    }

    private bool IsNeeded(string table) => contract.Needs.Table(table) is not null;

    // A trigger or a rule may stand on a view too.
    private bool IsUsed(CatalogOther? other) =>
        other?.Of is { } name && (IsNeeded(name) || contract.Needs.Find($"view {name}") is not null);

    private string? Harm(CatalogObject found) => found switch
    {
        CatalogConstraint { Promise: ConstraintKind.Foreign } foreign when !isAhead && Pins(foreign) is { } pinned =>
            $"Rows of {pinned} that it points to can be deleted no more.",
        CatalogOther other => isAhead || !IsUsed(other) ? null : Interference(other),
        { Table: { } table } when !IsNeeded(table) => null,
        CatalogColumn { IsRequired: true } => "An INSERT that does not name it fails: it takes no null and has no default.",

        // A newer release proved that the one before it goes on working; a stranger proved nothing.
        _ when isAhead => null,
        CatalogIndex { Valid: false } index when !live.Building.Contains(index.Name) =>
            "Its building failed: nothing is found by it, and yet each write keeps it up and may be refused by it.",
        CatalogIndex { Valid: true, Unique: true } => "It may refuse rows that this build writes.",
        CatalogConstraint constraint =>
            $"This {Word(constraint.Promise)} constraint may refuse rows that this build writes.",
        _ => null,
    };

    // What a stranger lets the engine do with our statements: nobody has tried them with it.
    private string? Interference(CatalogOther other) => other.What switch
    {
        "trigger" when IsPassing(other) => null,
        "trigger" when !other.IsSwitchedOff =>
            $"It may change or refuse what this build writes to {other.Of}, or write elsewhere.",
        "rule" when !other.IsSwitchedOff => $"It may do something else than what this build's statements on {other.Of} say.",
        "policy" when live.Table(other.Of!)?.Options.Contains("row level security", StringComparison.Ordinal) == true =>
            $"It may hide rows of {other.Of} from this build, or let it have those of others.",
        _ => null,
    };

    private bool IsPassing(CatalogOther trigger) =>
        contract.PassingTriggers is { Length: > 0 } begin
        && trigger.Name.Split('.')[^1].StartsWith(begin, StringComparison.Ordinal);

    private string Leftover(CatalogObject found) =>
        contract.History.RemovedBy(found.Key) is { } step ? $" {step}, which takes it away, has not run." : "";

    // The needed table whose rows a foreign key of another table keeps from being deleted; null for none.
    private string? Pins(CatalogConstraint foreign)
    {
        var definition = foreign.Definition;
        var at = definition.IndexOf("references ", StringComparison.OrdinalIgnoreCase);
        if (IsNeeded(foreign.TableName) || at < 0
            || FreeingActions.Any(action => definition.Contains(action, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var target = definition[(at + "references ".Length)..].Split('(')[0].Split(' ')[0].Trim('"');
        return IsNeeded(target) ? target : null;
    }

    private static string Word(ConstraintKind promise) => promise switch
    {
        ConstraintKind.Primary => "primary key",
        ConstraintKind.Foreign => "foreign key",
        ConstraintKind.Exclude => "exclusion",
        _ => CatalogText.Word(promise),
    };
}
