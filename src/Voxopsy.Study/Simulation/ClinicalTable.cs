using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Artifacts;

namespace Voxopsy.Study.Simulation;

/// <summary><c>clinical.csv</c>: what a hospital would hand over, gaps included.</summary>
internal static class ClinicalTable
{
    /// <summary>The table. Whether a value is missing depends on the center alone, which the table shows (missing at random): the last center forgets twice as much as the first.</summary>
    internal static string Text(StudyPreset preset, ImmutableArray<SimulatedPatient> patients, long seed)
    {
        CsvText csv = new(["patient_id", "center", .. preset.Clinical.Select(variable => variable.Name), preset.OutcomeColumn]);
        foreach (SimulatedPatient patient in patients)
        {
            SeededRandom random = new SeededRandom(seed).For("clinical " + patient.Id);
            int position = preset.Sites.IndexOf(preset.Sites.First(site => site.Name == patient.Site.Name));
            double carelessness = preset.Sites.Length == 1 ? 1 : (2.0 / 3) + (2.0 / 3 * position / (preset.Sites.Length - 1));
            csv.Row([patient.Id, patient.Site.Name, .. preset.Clinical.Select(variable => Cell(preset, variable, patient, carelessness, random)), preset.OutcomeCell(patient, random.For("grade"))]);
        }

        return csv.ToString();
    }

    private static string Cell(StudyPreset preset, ClinicalVariable variable, SimulatedPatient patient, double carelessness, SeededRandom random)
    {
        if (random.For("missing " + variable.Name).NextDouble() < variable.MissingShare * carelessness)
        {
            return string.Empty;
        }

        if (variable.Levels is not { } levels)
        {
            return variable.Cell(preset.Z(patient, variable.Latent));
        }

        int marker = Enumerable.Range(0, preset.Model.Markers.Length).First(i => preset.Model.Markers[i].Name == variable.Latent);
        return patient.Drawn.Marks[marker] ? levels.Yes : levels.No;
    }
}
