namespace Voxopsy.Imaging.Phantoms;

/// <summary>What a kidney is made of inside.</summary>
/// <param name="Center">Center of the tumour.</param>
/// <param name="Sinus">Distance from the sinus.</param>
/// <param name="Column">Above 0 where a column of cortex runs between the pyramids.</param>
/// <param name="Surroundings">What lies beside it.</param>
internal sealed record RenalInterior(
    (double X, double Y, double Z) Center, Func<double, double, double, double> Sinus, Func<double, double, double, double> Column, RenalSurroundings Surroundings);

/// <summary>Muscle, aorta and liver beside a kidney, the same in every slice.</summary>
/// <param name="Muscle">Distance from the psoas muscle.</param>
/// <param name="Aorta">Distance from the aorta.</param>
/// <param name="Liver">Distance from the liver.</param>
internal sealed record RenalSurroundings(Func<double, double, double> Muscle, Func<double, double, double> Aorta, Func<double, double, double> Liver)
{
    /// <summary>Fat alone.</summary>
    internal static RenalSurroundings None { get; } = new((_, _) => 1000, (_, _) => 1000, (_, _) => 1000);

    internal void Paint(Scene scene, float[] image, double liver, double muscle, double aorta)
    {
        if (this == None)
        {
            return;
        }

        Plane(scene, image, Liver, liver);
        Plane(scene, image, Muscle, muscle);
        Plane(scene, image, Aorta, aorta);
    }

    private static void Plane(Scene scene, float[] image, Func<double, double, double> distance, double level)
    {
        int plane = scene.Size.X * scene.Size.Y;
        for (int i = 0; i < plane; i++)
        {
            double mm = distance(scene.Low.X + (i % scene.Size.X * scene.Spacing.X), scene.Low.Y + (i / scene.Size.X * scene.Spacing.Y));
            float coverage = (float)Math.Clamp(0.5 - (mm / scene.Spacing.X), 0, 1);
            for (int z = 0; coverage > 0 && z < scene.Size.Z; z++)
            {
                ref float voxel = ref image[i + (z * plane)];
                voxel += coverage * ((float)level - voxel);
            }
        }
    }
}
