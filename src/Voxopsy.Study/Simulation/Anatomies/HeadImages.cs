using System.Collections.Immutable;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Phantoms;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Study.Simulation.Anatomies;

/// <summary>Unenhanced computed tomography of the head.</summary>
internal sealed record HeadImages : ISimulatedAnatomy
{
    /// <inheritdoc/>
    public ImmutableArray<(string Name, string Path, string Modality)> Images => [("CT", "images/{patient_id}/ct.nii.gz", "CT")];

    /// <inheritdoc/>
    public string MaskLines => """
          hematoma: {path: "masks/{patient_id}.nii.gz", label: 1, on: CT, readers: ["masks/reader2/{patient_id}.nii.gz"]}
          edema: {path: "masks/{patient_id}.nii.gz", label: 2, on: CT}
          lesion: {path: "masks/{patient_id}.nii.gz", label: [1, 2], on: CT}
        """;

    /// <inheritdoc/>
    public IEnumerable<(string Path, Volume Volume)> Draw(StudyPreset preset, SimulatedPatient patient, SimulationSettings settings, SeededRandom random)
    {
        HeadAnatomy anatomy = new()
        {
            DiameterMillimeters = preset.Parameter(patient, "diameter_mm"),
            Roughness = preset.Parameter(patient, "roughness"),
            DensityHounsfield = preset.Parameter(patient, "density_hu"),
            TextureHounsfield = preset.Parameter(patient, "texture_sd_hu"),
            EdemaRatio = preset.Parameter(patient, "edema_ratio"),
            SinusHounsfield = preset.Parameter(patient, "sinus_hu"),
            DepthMillimeters = preset.Parameter(patient, "depth_mm"),
        };
        HeadPhantom phantom = new(anatomy, 128.0 / settings.Resolution, random.For("phantom").NextBits());
        yield return ($"masks/{patient.Id}.nii.gz", phantom.Labels(patient.Site.Scanner.SliceMillimeters));
        if (patient.IsReread)
        {
            yield return ($"masks/reader2/{patient.Id}.nii.gz", phantom.Reread(patient.Site.Scanner.SliceMillimeters, 0.9, 0));
        }

        yield return ($"images/{patient.Id}/ct.nii.gz", phantom.Image(patient.Site.Scanner));
    }
}
