using System.Globalization;
using System.Text;

namespace Voxopsy.Study.Simulation;

/// <summary>The study file that goes with a simulated cohort; it runs as it stands.</summary>
internal static class SimulatedStudyFile
{
    internal static string Text(StudyPreset preset, SimulationSettings settings)
    {
        StringBuilder text = new();
        void Line(string line) => text.Append(line).Append('\n');
        string[] sealedSites = [.. preset.Sealed.Select(cohort => cohort.Site)];
        string[] open = [.. preset.Sites.Select(site => site.Name).Where(site => !sealedSites.Contains(site))];
        Line("# Simulated patients: the probability of the outcome is known for each (truth.csv), the best possible areas too (truth.json).");
        Line("voxopsy: 1");
        Line(string.Create(CultureInfo.InvariantCulture, $"study: {{title: \"{preset.Title}\", seed: {settings.Seed}, language: en, simulated: true}}"));
        Line("cohorts:");
        Line($"  development: {{table: clinical.csv{(sealedSites.Length > 0 ? $", where: \"center in ({string.Join(", ", open)})\"" : string.Empty)}}}");
        foreach ((string cohort, string site) in preset.Sealed)
        {
            Line($"  {cohort}: {{table: clinical.csv, where: \"center == {site}\", sealed: true}}");
        }

        Line("patient: patient_id");
        Line($"outcome: {{column: {preset.OutcomeColumn}, {(preset.IsGraded ? "positive: [3, 4], negative: [1, 2]" : "positive: [1], negative: [0]")}, name: {preset.OutcomeName}}}");
        Line("images:");
        foreach ((string name, string path, string modality) in preset.Anatomy.Images)
        {
            Line($"  {name}: {{path: \"{path}\", modality: {modality}}}");
        }

        Line("masks:");
        Line(preset.Anatomy.MaskLines);
        if (!preset.Clinical.IsEmpty)
        {
            Line("clinical:");
            foreach (ClinicalVariable variable in preset.Clinical)
            {
                Line(variable.StudyLine());
            }
        }

        Line("missing: {impute: median, max_fraction: 0.2}");
        Line("validation: " + preset.Validation.Replace("REPEATS", settings.Repeats.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Line(preset.Analysis);
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"evaluate: {{threshold: youden, bootstrap: {settings.Bootstrap}, decision_curve: {{from: 0.05, to: 0.8}}, subgroups: [center], compare: all-pairs}}"));
        Line("report: {formats: [html], figures: [svg]}");
        return text.ToString().ReplaceLineEndings("\n");
    }
}
