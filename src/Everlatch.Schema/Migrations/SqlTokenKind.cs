namespace Everlatch.Schema.Migrations;

/// <summary>As much as splitting has to know of a piece of SQL.</summary>
internal enum SqlTokenKind
{
    /// <summary>White space.</summary>
    Space,

    /// <summary>From two dashes to the end of the line.</summary>
    LineComment,

    /// <summary>From slash and star to star and slash.</summary>
    BlockComment,

    /// <summary>A key word or a name without quotes.</summary>
    Word,

    /// <summary>Anything between quotes, the quotes included.</summary>
    Quoted,

    /// <summary>One character of anything else.</summary>
    Mark,
}
