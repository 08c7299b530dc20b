using Everlatch.Core;
using Everlatch.Server.Pages.Languages;

namespace Everlatch.Server.Pages.Forms;

/// <summary>Says in a person's language what an action refused.</summary>
internal static class Problems
{
    /// <summary>The problem as an error of the form's field; one without a text of its own keeps its English title.</summary>
    public static FieldError ToFieldError(this Problem problem) =>
        Texts.Has($"Problem.{problem.Id}")
            ? new FieldError(problem.Field, $"Problem.{problem.Id}")
            : new FieldError(problem.Field, "Problem.Other", problem.Title);
}
