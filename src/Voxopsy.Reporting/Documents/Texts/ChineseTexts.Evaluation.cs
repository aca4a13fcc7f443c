using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Texts;

internal sealed partial class ChineseTexts
{
    internal override string DiscriminationTitle => "区分度";

    internal override string DiscriminationIntroduction => "模型能否区分有结局与无结局的病例？这里的每个预测都针对模型未曾学习过的患者。";

    internal override string PooledNote => "各折的评分合并计算。当实际上没有可发现的规律时，合并的交叉验证评分会偏向 0.5 以下：每一折的患病率与被留出病例的患病率此消彼长。因此略低于 0.5 的数值并不说明关系相反。";

    internal override string RepeatsNote(int repeats) => $"划分重复了 {NumberText.Count(repeats)} 次；AUC 及其区间为各次的平均。重复并不增加患者，因此不会使区间变窄。";

    internal override string RocTitle(string cohort) => $"ROC 曲线，{cohort}";

    internal override string RocReading => "曲线上每一点是一个阈值：越往上，找到的有结局病例越多；越往右，误判的其他病例越多。虚线对角线是随机猜测。AUC 是曲线下面积：0.5 为猜测，1 为完美。";

    internal override string RocThreshold => "圆点标出在训练中锁定的阈值。";

    internal override string FalsePositiveRate => "1 − 特异度";

    internal override string Sensitivity => "灵敏度";

    internal override string CohortCounts(string cohort, int cases, int events) => $"{cohort}：{NumberText.Count(cases)} 例，结局 {NumberText.Count(events)} 例";

    internal override string PerformanceTitle => "锁定阈值下的性能";

    internal override string PerformanceIntroduction => "阈值是冻结模型的一部分：它在训练患者上学得，从不为迎合被评价的病例而移动。";

    internal override string PerformanceCaption => "每个模型在每个队列上的性能；括号内为 95% 置信区间。";

    internal override string PerformanceNote => "AUC 用 DeLong 区间；比例用 Wilson 区间。阳性与阴性预测值取决于结局的常见程度，不能照搬到结局更少见或更常见的地方。";

    internal override string Threshold => "阈值";

    internal override string ThresholdOrigin(ThresholdResult threshold) => $"阈值：{Rule(threshold.Rule)}，在 {threshold.LearnedOn} 上学得。";

    internal override string Accuracy => "准确率";

    internal override string Specificity => "特异度";

    internal override string Ppv => "阳性预测值";

    internal override string Npv => "阴性预测值";

    internal override string F1 => "F1";

    internal override string ConfusionCaption => "阈值下的判断与真实结局。";

    internal override string TruePositives => "真阳性";

    internal override string FalsePositives => "假阳性";

    internal override string TrueNegatives => "真阴性";

    internal override string FalseNegatives => "假阴性";

    internal override string ComparisonsTitle => "模型比较";

    internal override string ComparisonsIntroduction => "在相同病例上的配对 DeLong 检验。P 值大并不说明两个模型相等：请看差值的区间。";

    internal override string ComparisonsCaption => "AUC 的差值；P 值按 Holm 方法对同一队列上的全部比较校正。";

    internal override string Compared(string a, string b) => $"{a} − {b}";

    internal override string AreaDifference => "AUC 差值（95% CI）";

    internal override string AdjustedP => "P 值（Holm 校正）";

    internal override string CalibrationTitle => "校准度";

    internal override string CalibrationIntroduction => "概率是否名副其实？被预测为 30% 的病例中，约 30% 应出现结局。预测值保持原样；没有在被评价的病例上重新校准。";

    internal override string CalibrationFigure(string model, string cohort) => $"模型 {model} 的校准，{cohort}";

    internal override string CalibrationReading => "落在虚线对角线上说明概率准确；在其上方说明预测偏低，下方说明预测偏高。圆点是预测相近的病例分组。下方条形显示各概率上有多少病例：病例少的地方，曲线意义不大。";

    internal override string CalibrationCaption => "校准与总体误差。";

    internal override string PredictedProbability => "预测概率";

    internal override string ObservedProportion => "实际比例";

    internal override string SmoothCurve => "平滑曲线";

    internal override string Groups => "分组（95% CI）";

    internal override string Ideal => "理想";

    internal override string CalibrationIntercept => "截距（0 为准确）";

    internal override string CalibrationSlope => "斜率（1 为准确）";

    internal override string Ici => "ICI（平均距离）";

    internal override string Brier => "Brier 评分";

    internal override string BrierOfPrevalence => "只用患病率时的 Brier 评分";

    internal override string DecisionTitle => "决策曲线";

    internal override string DecisionFigure(string cohort) => $"决策曲线，{cohort}";

    internal override string DecisionReading => "先确定您会在多大概率时采取行动（阈值概率）：20% 意味着为一次必要的行动可以接受四次不必要的行动。该处最高的曲线获益最大。只有高于“全部处理”和“全不处理”的模型才有用。色带为 95% 置信区间；模型较多时只画最后一个的色带，其余见表。";

    internal override string DecisionCaption => "部分阈值概率下的净获益。";

    internal override string ThresholdProbability => "阈值概率";

    internal override string NetBenefit => "净获益";

    internal override string TreatAll => "全部处理";

    internal override string TreatNone => "全不处理";

    internal override string LearningTitle => "网络的训练过程";

    internal override string LearningFigure(string set) => $"{set} 各网络的学习曲线";

    internal override string LearningReading => "每个网络从一部分训练患者中学习。只要仍在学习，其学习患者的损失就下降；内部验证部分的损失回升，说明网络开始死记，此时保留最佳轮次的权重。留出的患者不参与此过程。";

    internal override string LearningEpoch => "轮次";

    internal override string LearningLoss => "损失";

    internal override string LearningTaught => "学习用患者";

    internal override string LearningJudged => "内部验证部分";

    internal override string LearningKept => "保留的轮次";

    internal override string LearningNetwork(int number) => $"网络 {number}";

    internal override string ScoresTitle => "逐例预测概率";

    internal override string ScoresFigure(string model, string cohort) => $"模型 {model} 的逐例预测，{cohort}";

    internal override string ScoresReading => "每条代表一例，按预测概率排序，从阈值画起。在线以上判为阳性。颜色落在错误的一侧即为误判。";

    internal override string ScoresAxis => "病例，按预测概率排序";

    internal override string ThresholdAt(string value) => $"阈值 {value}";

    internal override string SubgroupsTitle => "亚组";

    internal override string SubgroupsFigure(string model, string cohort) => $"模型 {model} 在各亚组的 AUC，{cohort}";

    internal override string SubgroupsReading => "每行是队列的一部分。小亚组的区间很宽；区间重叠不能说明模型在各亚组表现不同。";

    internal override string AreaAxis => "AUC";

    internal override string SubgroupRow(SubgroupEvaluation subgroup) =>
        $"{subgroup.Column} = {subgroup.Level}：{NumberText.Count(subgroup.Cases)} 例中 {NumberText.Count(subgroup.Events)} 例";

    internal override string FindingsTitle => "其他发现与警示";

    internal override string TriedTitle => "尝试过的模型";

    internal override string Tried(int models) => models == 1
        ? "共尝试 1 个模型；其全部结果均已列出。"
        : $"共尝试 {NumberText.Count(models)} 个模型，在看到任何结果之前即已计数；全部结果均已列出。多个模型中最好的一个看起来总比实际更好：尝试越多，越是如此。";

    internal override string TriedNames(string models) => $"模型：{models}。";

    internal override string Openings => "封存队列的开启：";

    internal override string Opening(CohortOpening opening) => opening.Count == 1
        ? $"{opening.Cohort} 开启过一次，使用的冻结模型 SHA-256 为 {opening.FrozenModels}。"
        : $"{opening.Cohort} 在本运行文件夹中已开启 {NumberText.Count(opening.Count)} 次，最近一次使用的冻结模型 SHA-256 为 {opening.FrozenModels}；只有第一次是盲的。";

    internal override string ChecklistTitle => "报告清单（TRIPOD+AI）";

    internal override string ChecklistIntroduction => "TRIPOD+AI（Collins 等，BMJ 2024;385:e078378）的条目，用我们自己的话转述。本次运行能回答的已作答，其余由作者填写。";

    internal override string ChecklistCaption => "TRIPOD+AI 条目。";

    internal override string Item => "条目";

    internal override string Topic => "要求";

    internal override string AnswerHeading => "本次运行的回答";

    internal override string NotAnswered => "本次运行未回答：由作者填写。";

    internal override string SeeSection(string title) => $"见“{title}”。";

    internal override string ProvenanceTitle => "来源与可重复性";

    internal override string Quantity => "项目";

    internal override string Value => "内容";

    internal override string Seed => "随机种子";

    internal override string Version => "Voxopsy 版本";

    internal override string Validation => "验证方案";

    internal override string Stratified => "保持比例";

    internal override string Resamples => "自助法重抽样次数";

    internal override string OutcomeColumn => "结局所在列";

    internal override string PositiveValues => "视为结局的取值";

    internal override string ProvenanceNote => "相同的研究文件、数据和种子给出相同的数值。所有输入的哈希值见报告文件夹旁的 provenance.json。";
}
