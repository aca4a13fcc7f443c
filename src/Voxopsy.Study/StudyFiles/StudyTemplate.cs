using System.Globalization;
using System.Text;
using Voxopsy.Study.Tables;

namespace Voxopsy.Study.StudyFiles;

/// <summary>A commented study file to start from.</summary>
public static class StudyTemplate
{
    /// <summary>The text; with a table its columns are proposed as clinical variables, for the user to confirm.</summary>
    /// <param name="folder">The folder the study file will lie in.</param>
    /// <param name="table">The clinical table, or <see langword="null"/>.</param>
    public static string Text(string folder, CellTable? table)
    {
        string path = table is null ? "clinical.csv" : Path.GetRelativePath(folder, table.Path).Replace(Path.DirectorySeparatorChar, '/');
        string patient = table?.Columns[0] ?? "patient_id";
        string outcome = table?.Columns[^1] ?? "outcome";
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # yaml-language-server: $schema=voxopsy.schema.json
            # Check it with 'voxopsy check study.yaml' and run it with 'voxopsy run study.yaml'. Paths are relative to this file.
            voxopsy: 1
            study: {"{"}title: "What this study asks", seed: 1, language: en{"}"}

            # The first cohort teaches; every other one is external and judged by frozen models only.
            cohorts:
              development: {"{"}table: {Quote(path)}{"}"}
              # external: {"{"}table: {Quote(path)}, where: "center == B", sealed: true{"}"}

            # The column that names the patient. If a patient has several rows, name what tells them apart with 'case: [COLUMN, ...]'.
            patient: {Quote(patient)}
            outcome: {"{"}column: {Quote(outcome)}, positive: [1], name: "the event in words"{"}"}

            # Where the masks are; a column in braces is replaced by its value.
            masks:
              lesion: {"{"}path: "masks/{"{"}{patient}{"}"}.nii.gz", label: 1{"}"}

            # Only variables known before the moment of prediction can be predictors.

            """);
        text.Append(Clinical(table, patient, outcome));
        text.Append("""

            validation: {scheme: kfold, folds: 5, repeats: 10, stratify: [outcome]}
            features:
              shape: {kind: radiomics, roi: lesion, families: [shape]}
            select: [variance, duplicates, {univariable: {p: 0.05}}, {correlation: {spearman: 0.9}}, {lasso: {folds: 10, rule: min}}]
            models:
              clinical: {from: [clinical], stepwise: aic-both}
              shape: {from: [shape], signature: true}
              combined: {from: [models.clinical, models.shape], nomogram: true}
            evaluate: {threshold: youden, bootstrap: 1000, decision_curve: {from: 0.05, to: 0.6}, compare: all-pairs}
            report: {formats: [html], figures: [svg]}

            """);
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Clinical(CellTable? table, string patient, string outcome)
    {
        StringBuilder text = new("clinical:\n");
        if (table is null)
        {
            return text.Append("  age: {type: number, unit: year, known: before}\n  sex: {type: category, levels: [female, male], known: before}\n").ToString();
        }

        foreach (string column in table.Columns.Where(column => column != patient && column != outcome))
        {
            int position = table.PositionOf(column);
            string[] values = [.. table.Rows.Select(row => row[position]).Where(cell => !CellTable.IsMissing(cell)).Distinct()];
            bool number = values.Length > 0 && values.All(cell => NumberCell.TryRead(cell, out _));
            if (number)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {Quote(column)}: {{type: number, known: before}}\n");
            }
            else if (values.Length is > 1 and <= 8)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {Quote(column)}: {{type: category, levels: [{string.Join(", ", values.Order(StringComparer.Ordinal).Select(Quote))}], known: before}}\n");
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"  # {column}: {values.Length} different texts; not proposed\n");
            }
        }

        return text.ToString();
    }

    private static string Quote(string value) => value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '/' or '-')
        ? value
        : "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
