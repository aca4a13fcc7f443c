using System.Collections.Immutable;
using Voxopsy.Statistics;
using Voxopsy.Study.StudyFiles;
using Voxopsy.Study.Tables;

namespace Voxopsy.Study.Cohorts;

/// <summary>Clinical variables as columns of numbers: a number as it is, a category as one 0/1 column for each level but the reference.</summary>
internal sealed class ClinicalColumns
{
    private readonly ImmutableArray<ClinicalDefinition> _variables;
    private readonly Dictionary<string, ImmutableArray<string>> _levels;

    private ClinicalColumns(ImmutableArray<ClinicalDefinition> variables, Dictionary<string, ImmutableArray<string>> levels)
    {
        _variables = variables;
        _levels = levels;
    }

    /// <summary>Takes levels that the study file does not list from the development cohort: a naming, not a fit.</summary>
    internal static ClinicalColumns For(StudyDefinition study, Cohort development) => new(
        study.Clinical,
        study.Clinical.Where(variable => variable.Category).ToDictionary(
            variable => variable.Name,
            variable => variable.Levels.IsEmpty
                ? [.. development.Cases
                    .Select(found => development.Table[found.Row, variable.Column])
                    .Where(cell => !CellTable.IsMissing(cell))
                    .Distinct()
                    .Order(StringComparer.Ordinal)]
                : variable.Levels));

    internal ImmutableArray<string> LevelsOf(ClinicalDefinition variable) => _levels[variable.Name];

    /// <summary>The columns of one variable; none for a category with one level.</summary>
    internal ImmutableArray<FeatureId> ColumnsOf(ClinicalDefinition variable) => variable.Category
        ? [.. _levels[variable.Name].Skip(1).Select(level => new FeatureId($"clinical.{variable.Name}={level}"))]
        : [new FeatureId("clinical." + variable.Name)];

    /// <summary>The terms of a logistic model that the variables stand for.</summary>
    internal IEnumerable<Models.Term> Terms() => _variables.Select(variable => new Models.Term(
        "clinical." + variable.Name,
        variable.Name,
        ColumnsOf(variable),
        variable.Category
            ? [.. _levels[variable.Name].Skip(1).Select(level => $"{variable.Name} = {level}")]
            : [variable.Name],
        variable.Category ? "vs " + _levels[variable.Name].FirstOrDefault(string.Empty) : variable.Unit));

    /// <summary>The values of every variable for the cases of a cohort; a level that is not known becomes missing and is counted.</summary>
    internal FeatureTable Encode(Cohort cohort, List<(string Variable, string Level, int Count)> unseen)
    {
        List<FeatureId> names = [];
        List<double[]> columns = [];
        foreach (ClinicalDefinition variable in _variables)
        {
            string[] cells = [.. cohort.Cases.Select(found => cohort.Table[found.Row, variable.Column])];
            names.AddRange(ColumnsOf(variable));
            if (!variable.Category)
            {
                columns.Add([.. cells.Select(cell => NumberCell.TryRead(cell, out double value) ? value : double.NaN)]);
                continue;
            }

            ImmutableArray<string> levels = _levels[variable.Name];
            unseen.AddRange(cells
                .Where(cell => !CellTable.IsMissing(cell) && !levels.Contains(cell))
                .CountBy(cell => cell)
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => (variable.Name, pair.Key, pair.Value)));
            columns.AddRange(levels.Skip(1).Select(level => cells.Select(cell => levels.Contains(cell) ? (cell == level ? 1.0 : 0.0) : double.NaN).ToArray()));
        }

        return new FeatureTable([.. cohort.Cases.Select(found => found.Id)], [.. names], columns);
    }
}
