import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'

/* The server sends FILE.br or FILE.gz as they lie beside FILE. */
function packed(): Plugin {
  const texts = /\.(js|css|html|svg|json|webmanifest)$/
  const each = (folder: string, use: (path: string) => void): void => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      if (statSync(path).isDirectory()) each(path, use)
      else if (texts.test(name)) use(path)
    }
  }
  return {
    name: 'packed',
    apply: 'build',
    writeBundle(options) {
      each(options.dir!, (path) => {
        const bytes = readFileSync(path)
        writeFileSync(path + '.gz', gzipSync(bytes, { level: 9 }))
        writeFileSync(path + '.br', brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
      })
    },
  }
}

export default defineConfig({
  plugins: [vue(), packed()],
  resolve: { alias: { '@': resolve(__dirname, 'src') } },
  build: {
    target: 'chrome85',
    manifest: 'manifest.json',
    cssTarget: 'chrome85',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    rollupOptions: {
      output: {
        manualChunks: (id) =>
          /node_modules\/(echarts|zrender)\//.test(id)
            ? 'echarts'
            : /node_modules\/(vue|@vue|vue-router)\//.test(id)
              ? 'vue'
              : undefined,
      },
    },
  },
  server: { proxy: { '/api': process.env.QINGYU ?? 'http://127.0.0.1:8021' } },
})
