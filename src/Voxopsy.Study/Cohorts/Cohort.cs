using System.Collections.Immutable;
using Voxopsy.Study.Tables;

namespace Voxopsy.Study.Cohorts;

/// <summary>A cohort: who is in it and what was decided for each; headers and paths only, no voxels.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sealed">Opened by frozen models only.</param>
/// <param name="Table">The table it came from.</param>
/// <param name="RowsSelected">Rows that its condition keeps.</param>
/// <param name="Cases">Usable cases, in the order of the table.</param>
internal sealed record Cohort(string Name, bool Sealed, CellTable Table, int RowsSelected, ImmutableArray<Case> Cases);

/// <summary>A row to learn from or to predict: a patient, or one of the lesions of a patient.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Patient">Whose it is; cases of one patient stay together.</param>
/// <param name="Row">Its row in the cohort's table.</param>
/// <param name="Outcome">Whether it has the outcome.</param>
/// <param name="Center">Its center; empty when the study names no column of centers.</param>
internal sealed record Case(string Id, string Patient, int Row, bool Outcome, string Center);
