using System.Collections.Immutable;
using Voxopsy.Study.Checks;

namespace Voxopsy.Study.Results;

/// <summary>Who entered, who was set aside and why, who ended where.</summary>
/// <param name="Cohorts">One entry a cohort, development first.</param>
/// <param name="SetAside">Every case that could not be used.</param>
public sealed record PatientFlow(ImmutableArray<CohortFlow> Cohorts, ImmutableArray<SetAsideCase> SetAside);

/// <summary>The way of one cohort.</summary>
/// <param name="Name">The cohort's name.</param>
/// <param name="Sealed">Whether the cohort stayed sealed until the models were frozen.</param>
/// <param name="RowsInTable">Rows of its table.</param>
/// <param name="RowsSelected">Rows that its <c>where</c> condition keeps.</param>
/// <param name="Cases">Cases that were used.</param>
/// <param name="Patients">Patients that were used; fewer than cases when patients have several lesions.</param>
/// <param name="Events">Cases with the outcome.</param>
/// <param name="Parts">Parts a hold-out split made, such as <c>training</c> and <c>test</c>; empty for other schemes.</param>
public sealed record CohortFlow(
    string Name, bool Sealed, int RowsInTable, int RowsSelected, int Cases, int Patients, int Events, ImmutableArray<CohortPart> Parts);

/// <summary>A part of a cohort.</summary>
/// <param name="Name"><c>training</c> or <c>test</c>.</param>
/// <param name="Cases">Its cases.</param>
/// <param name="Events">Its cases with the outcome.</param>
public sealed record CohortPart(string Name, int Cases, int Events);

/// <summary>A case that could not be used.</summary>
/// <param name="Cohort">Its cohort.</param>
/// <param name="Case">Its identity in the table.</param>
/// <param name="Kind">The rule it broke.</param>
/// <param name="Reason">The first line of the message, in English.</param>
public sealed record SetAsideCase(string Cohort, string Case, ProblemKind Kind, string Reason);
