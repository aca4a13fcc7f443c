namespace Voxopsy.Imaging.Phantoms;

/// <summary>What is inside a lesion: a necrotic part of a given share around a focus, and a texture.</summary>
internal static class Lesion
{
    /// <summary>The necrotic part of each voxel: the wished share of the lesion, where a random field weighted towards the focus is highest.</summary>
    /// <param name="scene">The block.</param>
    /// <param name="lesion">Coverage of the lesion.</param>
    /// <param name="share">Share of the lesion's volume, 0 to 0.9.</param>
    /// <param name="focus">Where necrosis tends to be.</param>
    /// <param name="radius">Radius of the lesion, mm.</param>
    /// <param name="random">Draws the field.</param>
    internal static float[] Necrosis(Scene scene, float[] lesion, double share, (double X, double Y, double Z) focus, double radius, PhantomRandom random)
    {
        float[] score = scene.Field(Math.Max(3, radius / 4), random);
        List<float> inside = [];
        int i = 0;
        for (int z = 0; z < scene.Size.Z; z++)
        {
            for (int y = 0; y < scene.Size.Y; y++)
            {
                for (int x = 0; x < scene.Size.X; x++, i++)
                {
                    if (lesion[i] <= 0)
                    {
                        continue;
                    }

                    double dx = scene.Low.X + (x * scene.Spacing.X) - focus.X;
                    double dy = scene.Low.Y + (y * scene.Spacing.Y) - focus.Y;
                    double dz = scene.Low.Z + (z * scene.Spacing.Z) - focus.Z;
                    score[i] -= (float)(2.5 * Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz)) / radius);
                    if (lesion[i] >= 0.5)
                    {
                        inside.Add(score[i]);
                    }
                }
            }
        }

        float[] necrosis = new float[lesion.Length];
        if (share <= 0 || inside.Count == 0)
        {
            return necrosis;
        }

        inside.Sort();
        float limit = inside[Math.Clamp((int)((1 - share) * inside.Count), 0, inside.Count - 1)];
        for (int k = 0; k < necrosis.Length; k++)
        {
            necrosis[k] = lesion[k] > 0 && score[k] >= limit ? lesion[k] : 0;
        }

        return necrosis;
    }
}
