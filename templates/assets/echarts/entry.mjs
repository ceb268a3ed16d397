// What the reports' charts need of Apache ECharts, and nothing else. The build
// draws with it in an embedded engine, the browser draws live charts with it.
export { init, setPlatformAPI, version } from 'echarts/core'
import { use } from 'echarts/core'
import GridModel from 'echarts/lib/coord/cartesian/GridModel.js'
import { SVGRenderer } from 'echarts/renderers'
import { BarChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'

use([SVGRenderer, BarChart, LineChart, ScatterChart, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent])

// A grid lies exactly where its option says, as it did in ECharts 5: no second
// layout of every axis to find out whether labels would fit.
GridModel.defaultOption.outerBoundsMode = 'none'
